package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.trace.TraceSummary;
import dev.kneiphof.app.lab.trace.Traced;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.graph.CrossingTrace;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One trace: how it stands, and what it saw when it is done. */
final class TraceRun implements LabTurn.Measuring {

    /** How a trace stands. */
    enum State {
        RECORDING,
        DONE,
        FAILED
    }

    /** What a trace was asked for: a preset to be traced, or null for whatever crosses; how long; how many are kept. */
    record Order(@Nullable String preset, Duration time, int capacity) {}

    private final Order order;
    private final Instant started = Instant.now();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile State state = State.RECORDING;
    private volatile @Nullable CrossingTrace trace;
    private volatile @Nullable Traced traced;
    private volatile @Nullable TraceSummary summary;
    private volatile @Nullable Problem problem;

    TraceRun(Order order) {
        this.order = order;
    }

    Order order() {
        return order;
    }

    State state() {
        return state;
    }

    @Nullable
    Traced traced() {
        return traced;
    }

    @Nullable
    TraceSummary summary() {
        return summary;
    }

    @Nullable
    Problem problem() {
        return problem;
    }

    @Override
    public String what() {
        return "A trace is being recorded, to be ended at /api/v1/lab/trace/stop";
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Duration time() {
        return order.time();
    }

    @Override
    public boolean hasEnded() {
        return state != State.RECORDING;
    }

    /** How many crossings there were so far, kept or not. */
    long seen() {
        Traced ended = traced;
        CrossingTrace recording = trace;
        if (ended != null) {
            return ended.seen();
        }
        return recording == null ? 0 : recording.seen();
    }

    /** Begins to record; from here on every crossing of the server is seen. */
    CrossingTrace begin() {
        CrossingTrace begun = CrossingTrace.start(order.capacity());
        trace = begun;
        return begun;
    }

    /** Asks it to stop before its time is over. */
    void stop() {
        stopping.countDown();
    }

    /** Waits until its time is over, or it was asked to stop. */
    void awaitStop() throws InterruptedException {
        var _ = stopping.await(order.time().toMillis(), TimeUnit.MILLISECONDS);
    }

    void done(Traced seen) {
        summary = TraceSummary.of(seen);
        traced = seen;
        state = State.DONE;
    }

    void failed(Problem why) {
        problem = why;
        state = State.FAILED;
    }

    /** The recording of Flight Recorder, of a trace that is done and not forgotten. */
    InputStream flightRecording() throws IOException {
        CrossingTrace recorded = trace;
        if (recorded == null || state != State.DONE) {
            throw new IOException("the trace is " + state);
        }
        return recorded.flightRecording();
    }

    /** Gives back what it holds. */
    void close() {
        CrossingTrace recorded = trace;
        if (recorded != null) {
            recorded.close();
        }
    }
}
