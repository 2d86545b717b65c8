package dev.kneiphof.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.lab.experiment.Arguments;
import dev.kneiphof.app.lab.experiment.Experiment;
import dev.kneiphof.app.lab.measure.Watcher;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.app.run.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of an experiment: how far it is and how it ended. */
final class LabRun implements Watcher, LabTurn.Measuring {

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

    private final String id = UUID.randomUUID().toString();
    private final Experiment experiment;
    private final Arguments arguments;
    private final Duration time;
    private final Course<LabResult> course = Course.running();
    private volatile Phase phase = Phase.PREPARING;

    LabRun(Experiment experiment, Arguments arguments, Duration time) {
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
        return course.started();
    }

    @Override
    public boolean hasEnded() {
        return course.state().isFinal();
    }

    @Nullable
    LabResult result() {
        return course.result();
    }

    View view() {
        String name = experiment.description().id();
        String state = course.state().text();
        return new View(
                id,
                name,
                arguments.values(),
                time.toMillis(),
                state,
                phase.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                course.fraction(),
                course.started(),
                permalink(name, arguments),
                course.result(),
                course.problem());
    }

    /** Asks the run to stop; it does before its next block. */
    void cancel() {
        course.cancel();
    }

    @Override
    public void reached(Phase newPhase, double fraction) {
        course.reached(fraction);
        phase = newPhase;
    }

    /** Runs the experiment, on the thread that calls. */
    void measure(Callable<LabResult> measurement) {
        course.take("Experiment " + experiment.description().id(), id, measurement);
    }

    private static String permalink(String experiment, Arguments arguments) {
        return "/lab/experiments/" + experiment
                + arguments.values().entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining("&", arguments.values().isEmpty() ? "" : "?", ""));
    }
}
