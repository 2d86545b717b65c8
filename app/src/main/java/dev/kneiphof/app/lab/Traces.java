package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.trace.Section;
import dev.kneiphof.app.lab.trace.SingleAndBatch;
import dev.kneiphof.app.lab.trace.Traced;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.graph.CrossingTrace;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Records what crosses for a moment, one trace at a time and never beside an experiment. The latest one is remembered. */
@Component
final class Traces implements SmartLifecycle {

    /** Traced instead of whatever crosses: a thousand single calls, then one batch of a thousand. */
    static final String SINGLE_AND_BATCH = "single-and-batch";

    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final LabTurn turn;
    private @Nullable TraceRun latest;
    private @Nullable Thread thread;
    private boolean started;

    Traces(LabTurn turn) {
        this.turn = turn;
    }

    /** Begins a trace in place of the one that is remembered, or refuses with TOO_MANY_REQUESTS. Without a preset, all that crosses from its return on is seen. */
    synchronized TraceRun start(TraceRun.Order order) {
        if (!started) {
            throw ApiProblem.of(StatusCode.UNAVAILABLE, "The server is stopping");
        }
        var run = new TraceRun(order);
        turn.take(run);
        forgetLatest();
        latest = run;
        if (order.preset() == null) {
            CrossingTrace trace = begin(run);
            thread = Thread.ofPlatform().name("lab-trace").start(() -> execute(run, () -> whatever(run, trace)));
        } else {
            thread = Thread.ofPlatform().name("lab-trace").start(() -> execute(run, () -> singleAndBatch(run)));
        }
        return run;
    }

    /** The trace that is under way or was the last, or null. */
    synchronized @Nullable TraceRun latest() {
        return latest;
    }

    /** Ends the trace that is under way, and waits until what it saw is there. */
    void stopLatest() {
        Thread recording;
        synchronized (this) {
            recording = thread;
            if (latest != null) {
                latest.stop();
            }
        }
        try {
            if (recording != null && !recording.join(STOP_WAIT)) {
                LOG.warn("A trace is still being recorded {} after it was asked to stop", STOP_WAIT);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends and forgets it. */
    void forget() {
        stopLatest();
        synchronized (this) {
            forgetLatest();
            latest = null;
        }
    }

    private void forgetLatest() {
        if (latest != null) {
            latest.close();
        }
    }

    private static CrossingTrace begin(TraceRun run) {
        try {
            return run.begin();
        } catch (RuntimeException | Error refused) {
            run.failed(Problem.of(Failure.of(StatusCode.INTERNAL_ERROR).value("trace"), List.of(), null));
            throw refused;
        }
    }

    /** A trace to be done. */
    private interface Recording {
        Traced record() throws InterruptedException;
    }

    private static void execute(TraceRun run, Recording recording) {
        try {
            run.done(recording.record());
        } catch (Exception | Error unexpected) {
            LOG.error("The trace failed", unexpected);
            run.close();
            run.failed(Problem.of(Failure.of(StatusCode.INTERNAL_ERROR).value("trace"), List.of(), null));
        }
    }

    private static Traced whatever(TraceRun run, CrossingTrace trace) throws InterruptedException {
        run.awaitStop();
        trace.stop();
        return traced(trace, List.of());
    }

    private static Traced singleAndBatch(TraceRun run) {
        try (var comparison = new SingleAndBatch()) {
            comparison.warmUp(run.order().capacity());
            CrossingTrace trace = run.begin();
            List<Section> sections = comparison.run(trace);
            trace.stop();
            return traced(trace, sections);
        }
    }

    private static Traced traced(CrossingTrace trace, List<Section> sections) {
        return new Traced(trace.began(), trace.nanos(), trace.crossings(), trace.seen(), sections);
    }

    @Override
    public synchronized void start() {
        started = true;
    }

    @Override
    public void stop() {
        synchronized (this) {
            started = false;
        }
        forget();
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }
}
