package dev.kneiphof.graph.ffm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts and samples the crossings of one thread. Virtual threads have one each, for as long as they live. */
final class ThreadMeter {

    private static final int SAMPLING_MASK = 63;
    private static final ThreadLocal<ThreadMeter> CURRENT = ThreadLocal.withInitial(CrossingMeter::newThreadMeter);

    private final MeterCells cells;
    private int tick;
    private @Nullable CrossingEvent event;

    ThreadMeter(MeterCells cells) {
        this.cells = cells;
    }

    static ThreadMeter current() {
        return CURRENT.get();
    }

    /** Makes the call with this meter in place of the thread's own: for a thread that waits meanwhile. */
    <T> T during(Supplier<T> call) {
        ThreadMeter own = CURRENT.get();
        CURRENT.set(this);
        try {
            return call.get();
        } finally {
            CURRENT.set(own);
        }
    }

    MeterCells cells() {
        return cells;
    }

    /** Before the call. The answer goes to {@link #end}: when the call began, or 0 when its duration is not measured. */
    long begin(NativeFunction function) {
        if (CrossingEvent.isRecorded()) {
            beginEvent(function);
        }
        return function.isAlwaysTimed() || (++tick & SAMPLING_MASK) == 0 ? System.nanoTime() : 0;
    }

    /** After the call. {@code nativeNanos} is what the engine has measured, 0 when it has not. */
    void end(
            NativeFunction function, long began, int status, long rows, long bytesIn, long bytesOut, long nativeNanos) {
        if (began != 0) {
            long nanos = System.nanoTime() - began;
            CrossingMeter.histogramOf(function).record(nanos);
            if (function.isAlwaysTimed()) {
                cells.add(function, MeterCells.TIMED_NANOS, nanos);
                cells.add(function, MeterCells.NATIVE_NANOS, nativeNanos);
            }
        }
        cells.add(function, MeterCells.CALLS, 1);
        if (rows != 0) {
            cells.add(function, MeterCells.ROWS, rows);
        }
        if (bytesIn != 0) {
            cells.add(function, MeterCells.BYTES_IN, bytesIn);
        }
        if (bytesOut != 0) {
            cells.add(function, MeterCells.BYTES_OUT, bytesOut);
        }
        if (status != 0) {
            cells.add(function, MeterCells.ERRORS, 1);
            CrossingMeter.failed(function, status);
        }
        if (event != null) {
            endEvent(function, status, rows, bytesIn, bytesOut, nativeNanos);
        }
    }

    private void beginEvent(NativeFunction function) {
        var begun = new CrossingEvent();
        begun.function = function.symbol();
        begun.outer = event;
        begun.begin();
        event = begun;
        begun.ring = CrossingRing.current();
        begun.beganNanos = begun.ring == null ? 0 : System.nanoTime();
    }

    private void endEvent(
            NativeFunction function, int status, long rows, long bytesIn, long bytesOut, long nativeNanos) {
        CrossingEvent ended = event;
        if (ended == null) {
            return;
        }
        event = ended.outer;
        if (ended.ring != null) {
            ended.ring.add(function, ended.beganNanos, System.nanoTime(), status, rows, bytesIn, bytesOut);
        }
        if (ended.shouldCommit()) {
            ended.status = status;
            ended.rows = rows;
            ended.bytesIn = bytesIn;
            ended.bytesOut = bytesOut;
            ended.nativeNanos = nativeNanos;
            ended.commit();
        }
    }
}
