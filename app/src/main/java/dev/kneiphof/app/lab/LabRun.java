package dev.kneiphof.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.lab.experiment.Arguments;
import dev.kneiphof.app.lab.experiment.Experiment;
import dev.kneiphof.app.lab.measure.Watcher;
import dev.kneiphof.app.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of an experiment: how far it is and how it ended. */
final class LabRun implements Watcher, LabTurn.Measuring {

    /** How a run stands. */
    enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * A run as its resource shows it.
     *
     * @param progress 0 to 1
     * @param permalink of the page with the same parameters
     * @param result when it is done
     * @param problem when it has failed
     */
    record View(
            String id,
            String experiment,
            Map<String, Long> parameters,
            long millis,
            String state,
            String phase,
            double progress,
            Instant started,
            String permalink,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LabResult result,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Problem problem) {}

    private final String id;
    private final Experiment experiment;
    private final Arguments arguments;
    private final Duration time;
    private final Instant started = Instant.now();
    private volatile State state = State.RUNNING;
    private volatile Phase phase = Phase.PREPARING;
    private volatile double fraction;
    private volatile boolean cancelled;
    private volatile @Nullable LabResult result;
    private volatile @Nullable Problem problem;

    LabRun(String id, Experiment experiment, Arguments arguments, Duration time) {
        this.id = id;
        this.experiment = experiment;
        this.arguments = arguments;
        this.time = time;
    }

    String id() {
        return id;
    }

    Experiment experiment() {
        return experiment;
    }

    Arguments arguments() {
        return arguments;
    }

    @Override
    public String what() {
        return "The experiment %s is being run as %s"
                .formatted(experiment.description().id(), id);
    }

    @Override
    public Duration time() {
        return time;
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public boolean hasEnded() {
        return state != State.RUNNING;
    }

    @Nullable
    LabResult result() {
        return result;
    }

    View view() {
        String name = experiment.description().id();
        // The state is read first: who sees the end sees the result.
        State seen = state;
        return new View(
                id,
                name,
                arguments.values(),
                time.toMillis(),
                seen.name().toLowerCase(Locale.ROOT),
                phase.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                fraction,
                started,
                permalink(name, arguments),
                result,
                problem);
    }

    /** Asks the run to stop; it does before its next block. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public void reached(Phase newPhase, double newFraction) {
        if (cancelled) {
            throw new CancellationException();
        }
        phase = newPhase;
        fraction = newFraction;
    }

    void done(LabResult measured) {
        result = measured;
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

    private static String permalink(String experiment, Arguments arguments) {
        return "/lab/experiments/" + experiment
                + arguments.values().entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining("&", arguments.values().isEmpty() ? "" : "?", ""));
    }
}
