package dev.kneiphof.graph.ffm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counts of one thread. The owner adds without a locked instruction, others read at any time; no count is ever lost because
 * nobody else writes. The owner's store is a plain one, which the JIT compiler makes a single instruction: a 64-bit JVM, the
 * only kind that the library has native code for, writes a long whole, and the native call before the next count keeps the
 * compiler from putting two of them together.
 */
final class MeterCells {

    static final int CALLS = 0;
    static final int ROWS = 1;
    static final int BYTES_IN = 2;
    static final int BYTES_OUT = 3;
    static final int BYTES_VIEWED = 4;
    static final int ERRORS = 5;
    static final int NATIVE_NANOS = 6;
    static final int TIMED_NANOS = 7;
    static final int COUNTS = 8;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int FUNCTIONS = NativeFunction.values().length;

    private final long[] cells = new long[FUNCTIONS * COUNTS];

    void add(NativeFunction function, int count, long amount) {
        cells[function.index() * COUNTS + count] += amount;
    }

    long get(NativeFunction function, int count) {
        return (long) CELL.getOpaque(cells, function.index() * COUNTS + count);
    }

    /** Adds all counts of another thread; for a thread that has ended, or into a copy. */
    void addAll(MeterCells other) {
        for (int at = 0; at < cells.length; at++) {
            cells[at] += (long) CELL.getOpaque(other.cells, at);
        }
    }

    MeterCells copy() {
        var copy = new MeterCells();
        copy.addAll(this);
        return copy;
    }

    /** The sum over all functions. */
    long total(int count) {
        long total = 0;
        for (int at = count; at < cells.length; at += COUNTS) {
            total += (long) CELL.getOpaque(cells, at);
        }
        return total;
    }
}
