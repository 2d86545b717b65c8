package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * What a run and those who wait for it tell each other, in native memory: native code reads the flag and writes the progress
 * while its call is under way. Long loops in Java use the same.
 */
public final class RunControl {

    /** Rows between two looks at the flag where Java code is called for each: nobody knows how long that takes. */
    static final int ROWS_UNCHECKED_MAX = Long.SIZE;

    private static final ScopedValue<RunControl> CURRENT = ScopedValue.newInstance();
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final MemorySegment memory = Arena.ofAuto().allocate(Layouts.Control.BYTES, 8);

    /** Address of the control of the run that the current thread works for, 0 when it works for none. */
    static long currentAddress() {
        return CURRENT.isBound() ? CURRENT.get().memory.address() : 0;
    }

    /** Tells the current run, if there is one, of steps to come. */
    public static void expect(long steps) {
        if (CURRENT.isBound()) {
            MemorySegment memory = CURRENT.get().memory;
            LONG.getAndAdd(memory, (long) Layouts.Control.TOTAL, steps);
        }
    }

    /** Tells the current run, if there is one, of steps that are done; throws when it was cancelled, or the thread interrupted. */
    public static void advance(long steps) {
        if (CURRENT.isBound()) {
            RunControl control = CURRENT.get();
            LONG.getAndAdd(control.memory, (long) Layouts.Control.DONE, steps);
            control.throwIfCancelled();
        } else if (Thread.currentThread().isInterrupted()) {
            throw cancelled(steps);
        }
    }

    /** Whether the current thread works for somebody who can cancel the work. */
    static boolean isBound() {
        return CURRENT.isBound();
    }

    /** Does the work as that of this run. */
    public <T> T within(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    /** The same, of work that throws nothing that has to be declared. */
    <T> T doing(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** For other work: nobody has cancelled it yet. */
    void renew() {
        INT.setVolatile(memory, (long) Layouts.Control.CANCELLED, 0);
    }

    public void cancel() {
        INT.setVolatile(memory, (long) Layouts.Control.CANCELLED, 1);
    }

    /** @throws dev.kneiphof.graph.CancelledException when the run was cancelled */
    public void throwIfCancelled() {
        if ((int) INT.getVolatile(memory, (long) Layouts.Control.CANCELLED) != 0) {
            throw cancelled(done());
        }
    }

    private static GraphException cancelled(long done) {
        return GraphException.of(Failure.of(StatusCode.CANCELLED).number(done));
    }

    public long done() {
        return (long) LONG.getOpaque(memory, (long) Layouts.Control.DONE);
    }

    public long total() {
        return (long) LONG.getOpaque(memory, (long) Layouts.Control.TOTAL);
    }
}
