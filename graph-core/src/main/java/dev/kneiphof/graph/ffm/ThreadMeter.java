package dev.kneiphof.graph.ffm;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts and samples the crossings of one thread. Virtual threads have one each, for as long as they live.
 *
 * <p>A short call mostly is neither timed nor recorded. It then pays for its counts and for two questions, one before and one
 * after it; all else stands behind them, out of the way.
 */
final class ThreadMeter {

    /** The beginning of a call that is neither timed nor recorded. */
    static final long UNWATCHED = 0;

    /** The beginning of a call that is recorded, but not timed: even, as no time is. */
    private static final long UNTIMED = Long.MIN_VALUE;

    /** One of so many short calls is timed. */
    static final int SAMPLED_OF = 256;

    private static final ThreadLocal<ThreadMeter> CURRENT = ThreadLocal.withInitial(CrossingMeter::newThreadMeter);

    private final MeterCells cells;

    /** So many short calls go by before one is timed; the first by chance, so that threads that make few are sampled, too. */
    private int untimed = ThreadLocalRandom.current().nextInt(SAMPLED_OF);

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

    /** Before the call. The answer goes to {@link #endWatched}, unless it is {@link #UNWATCHED}. */
    long begin(NativeFunction function) {
        if (function.isAlwaysTimed() || --untimed < 0 || CrossingEvent.isRecorded()) {
            return beginWatched(function);
        }
        return UNWATCHED;
    }

    private long beginWatched(NativeFunction function) {
        if (CrossingEvent.isRecorded()) {
            beginEvent(function);
        }
        boolean sampled = untimed < 0;
        if (sampled) {
            untimed = SAMPLED_OF - 1;
        }
        return sampled || function.isAlwaysTimed() ? System.nanoTime() | 1 : UNTIMED;
    }

    /** After the call: counts it and what it moved. */
    void end(NativeFunction function, int status, long rows, long bytesIn, long bytesOut) {
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
    }

    /** After a call that is timed or recorded. {@code nativeNanos} is what the engine has measured, 0 when it has not. */
    void endWatched(
            NativeFunction function, long began, int status, long rows, long bytesIn, long bytesOut, long nativeNanos) {
        if (began != UNTIMED) {
            long nanos = System.nanoTime() - began;
            CrossingMeter.histogramOf(function).record(nanos);
            if (function.isAlwaysTimed()) {
                cells.add(function, MeterCells.TIMED_NANOS, nanos);
                cells.add(function, MeterCells.NATIVE_NANOS, nativeNanos);
            }
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
