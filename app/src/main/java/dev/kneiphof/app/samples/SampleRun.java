package dev.kneiphof.app.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.problem.Problem;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One load of a sample in the background: how far it is and how it ended. */
final class SampleRun implements Progress {

    /** How a run stands. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        boolean isFinal() {
            return this != WAITING && this != RUNNING;
        }
    }

    /**
     * A run as its resource shows it.
     *
     * @param progress 0 to 1
     * @param result when it is done
     * @param problem when it has failed
     */
    record View(
            String id,
            String graph,
            String sample,
            String state,
            double progress,
            Instant started,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LoadedSample result,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Problem problem) {}

    private final String id;
    private final String graph;
    private final String sample;
    private final Instant started;
    private volatile State state = State.WAITING;
    private volatile double fraction;
    private volatile boolean cancelled;
    private volatile @Nullable LoadedSample result;
    private volatile @Nullable Problem problem;

    SampleRun(String id, String graph, String sample, Instant started) {
        this.id = id;
        this.graph = graph;
        this.sample = sample;
        this.started = started;
    }

    String id() {
        return id;
    }

    State state() {
        return state;
    }

    View view() {
        String name = state.name().toLowerCase(Locale.ROOT);
        return new View(id, graph, sample, name, fraction, started, result, problem);
    }

    /** Asks the run to stop; it does at its next row. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public void reached(double newFraction) {
        if (cancelled) {
            throw new CancelledException();
        }
        fraction = newFraction;
    }

    void begun() {
        state = State.RUNNING;
    }

    void done(LoadedSample loaded) {
        result = loaded;
        fraction = 1;
        state = State.DONE;
    }

    void failed(Problem why) {
        problem = why;
        state = State.FAILED;
    }

    void stopped() {
        state = State.CANCELLED;
    }
}
