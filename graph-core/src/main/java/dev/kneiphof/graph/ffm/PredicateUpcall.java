package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The one function of Java that native code calls. It is bound once for the life of the process: a stub costs many
 * microseconds and is never free of charge to give back, so each scan gets a number instead, which native code hands on.
 */
final class PredicateUpcall {

    /** As many snapshots can be open at a time, and each scan has one of its own. */
    private static final int SCANS_MAX = 4_096;

    private static final @Nullable PredicateScan[] SCANS = new PredicateScan[SCANS_MAX];

    private static final int FAILED = -1;

    private PredicateUpcall() {}

    /** Where native code finds the function. */
    static long address() {
        return Stub.ADDRESS;
    }

    /** The number that native code calls the scan by, until it {@linkplain #leave leaves}. */
    static int enter(PredicateScan scan) {
        synchronized (SCANS) {
            for (int number = 0; number < SCANS_MAX; number++) {
                if (SCANS[number] == null) {
                    SCANS[number] = scan;
                    return number;
                }
            }
        }
        throw new IllegalStateException("more scans than open snapshots");
    }

    static void leave(int number) {
        synchronized (SCANS) {
            SCANS[number] = null;
        }
    }

    /**
     * Nothing may leave this method but its answer: an exception in a native frame ends the process. The catch calls nothing,
     * because a stack that overflowed may overflow again; {@link StackReserve} keeps it from overflowing before the try.
     */
    @SuppressWarnings("UnusedMethod") // native code calls it
    private static int test(long number, long row) {
        PredicateScan scan = SCANS[(int) number];
        if (scan == null) {
            return FAILED;
        }
        try {
            return scan.passes(row) ? 1 : 0;
        } catch (Throwable thrown) {
            scan.thrown = thrown;
            return FAILED;
        }
    }

    private static final class Stub {

        @SuppressWarnings("restricted")
        private static final long ADDRESS = Linker.nativeLinker()
                .upcallStub(target(), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG), Arena.global())
                .address();

        private static MethodHandle target() {
            try {
                return MethodHandles.lookup()
                        .findStatic(
                                PredicateUpcall.class,
                                "test",
                                MethodType.methodType(int.class, long.class, long.class));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
