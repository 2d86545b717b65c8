package dev.kneiphof.app.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.app.run.Course;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One load of a sample in the background: how far it is and how it ended. */
final class SampleRun implements Progress {

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

    private final String id = UUID.randomUUID().toString();
    private final String graph;
    private final String sample;
    private final Course<LoadedSample> course = Course.waiting();

    SampleRun(String graph, String sample) {
        this.graph = graph;
        this.sample = sample;
    }

    String id() {
        return id;
    }

    boolean hasEnded() {
        return course.state().isFinal();
    }

    View view() {
        String state = course.state().text();
        return new View(
                id, graph, sample, state, course.fraction(), course.started(), course.result(), course.problem());
    }

    /** Asks the run to stop; it does at its next row. */
    void cancel() {
        course.cancel();
    }

    @Override
    public void reached(double fraction) {
        course.reached(fraction);
    }

    /** Loads the sample, on the thread that calls. */
    void load(Callable<LoadedSample> loader) {
        course.take("Loading sample " + sample + " into graph " + graph, id, loader);
    }
}
