package dev.kneiphof.graph.ffm;

import java.lang.foreign.Arena;

/**
 * The loops behind {@link dev.kneiphof.graph.Exhibits}, each in a method of its own. A sum that depends on every call keeps the
 * compiler from leaving any out.
 */
public final class ExhibitCalls {

    private ExhibitCalls() {}

    public static long addPlain(long times) {
        NativeLibrary.require();
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum = KneiphofFunctions.add(sum, i);
        }
        count(times);
        return sum;
    }

    public static long addCritical(long times) {
        NativeLibrary.require();
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum = KneiphofFunctions.addCritical(sum, i);
        }
        count(times);
        return sum;
    }

    public static long addTimed(long times) {
        NativeLibrary.require();
        DurationHistogram histogram = new DurationHistogram();
        long sum = 0;
        for (long i = 0; i < times; i++) {
            long began = System.nanoTime();
            sum = KneiphofFunctions.add(sum, i);
            histogram.record(System.nanoTime() - began);
        }
        count(times);
        return sum;
    }

    public static long addByJni(long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum = JniCalls.add(sum, i);
        }
        count(times);
        return sum;
    }

    public static long addInRust(long times) {
        NativeLibrary.require();
        return addedUp(KneiphofFunctions.addUp(0, times));
    }

    public static long addInRustCritical(long times) {
        NativeLibrary.require();
        return addedUp(KneiphofFunctions.addUpCritical(0, times));
    }

    public static long addInOptimisedRust(long times) {
        return addedUp(ExhibitLibrary.addUpOptimised(0, times));
    }

    public static long addInUnoptimisedRust(long times) {
        return addedUp(ExhibitLibrary.addUpUnoptimised(0, times));
    }

    private static long addedUp(long sum) {
        ThreadMeter.current().cells().add(NativeFunction.ADD_UP, MeterCells.CALLS, 1);
        return sum;
    }

    public static long confinedArenas(long times, long bytes) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            try (Arena arena = Arena.ofConfined()) {
                sum += arena.allocate(bytes).address();
            }
        }
        return sum;
    }

    public static long sharedArenas(long times, long bytes) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            try (Arena arena = Arena.ofShared()) {
                sum += arena.allocate(bytes).address();
            }
        }
        return sum;
    }

    public static long automaticArenas(long times, long bytes) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum += Arena.ofAuto().allocate(bytes).address();
        }
        return sum;
    }

    public static long sessions(long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            Session session = Session.enter();
            try {
                sum += session.out();
            } finally {
                session.exit();
            }
        }
        return sum;
    }

    /** Once for the whole loop: these calls are made by the loop alone, so that nothing but the call is measured. */
    private static void count(long times) {
        ThreadMeter.current().cells().add(NativeFunction.ADD, MeterCells.CALLS, times);
    }
}
