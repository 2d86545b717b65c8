package dev.kneiphof.app.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.GraphRun;
import dev.kneiphof.graph.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work on a graph that somebody has started: how far it is, how it ended, and what it answers. */
final class StartedRun<T> {

    private static final Logger LOG = LoggerFactory.getLogger(StartedRun.class);

    /** How a run stands. */
    enum State {
        RUNNING,
        CANCELLING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * A run as its resource shows it.
     *
     * @param progress 0 to 1; an estimate, because work may end before it needed all steps
     * @param result where the answer is, when it is done
     * @param crossings what the work has crossed, when it is done
     * @param problem when it has failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String graph,
            String work,
            String state,
            double progress,
            Instant started,
            @Nullable String result,
            @Nullable CrossingsJson crossings,
            @Nullable Problem problem) {}

    private final String id = UUID.randomUUID().toString();
    private final Instant started = Instant.now();
    private final NamedGraph graph;
    private final String work;
    private final GraphRun<T> run;
    private final BiFunction<T, CrossingsJson, Object> answer;

    StartedRun(NamedGraph graph, String work, GraphRun<T> run, BiFunction<T, CrossingsJson, Object> answer) {
        this.graph = graph;
        this.work = work;
        this.run = run;
        this.answer = answer;
        var _ = run.whenComplete((result, thrown) -> log(thrown));
    }

    String id() {
        return id;
    }

    NamedGraph graph() {
        return graph;
    }

    String address() {
        return "/api/v1/graphs/" + graph.name() + "/runs/" + id;
    }

    State state() {
        return switch (run.state()) {
            case RUNNING -> State.RUNNING;
            case SUCCESS -> State.DONE;
            case FAILED -> State.FAILED;
            case CANCELLED -> run.hasEnded() ? State.CANCELLED : State.CANCELLING;
        };
    }

    /** Asks the work to end, which it does within milliseconds. */
    void cancel() {
        run.cancel(true);
    }

    View view() {
        State state = state();
        boolean done = state == State.DONE;
        return new View(
                id,
                graph.name(),
                work,
                state.name().toLowerCase(Locale.ROOT),
                done ? 1 : fraction(run.progress()),
                started,
                done ? address() + "/result" : null,
                done ? crossings() : null,
                state == State.FAILED ? problem(run.exceptionNow()) : null);
    }

    /** What the call itself would have answered; without it the run's end is told as a problem. */
    Object result() {
        if (run.state() != Future.State.SUCCESS) {
            throw ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value(address() + "/result"));
        }
        return answer.apply(run.resultNow(), crossings());
    }

    private CrossingsJson crossings() {
        CrossingBill bill = run.bill();
        if (bill == null) {
            throw new IllegalStateException("a run with a result has its bill");
        }
        return CrossingsJson.of(bill);
    }

    private static double fraction(GraphRun.Progress progress) {
        return progress.total() == 0 ? 0 : Math.min(1.0, (double) progress.done() / progress.total());
    }

    private Problem problem(Throwable thrown) {
        Failure failure = thrown instanceof GraphException refused
                ? refused.failure()
                : Failure.of(StatusCode.INTERNAL_ERROR).value(id);
        return Problem.of(failure, List.of(), null);
    }

    private void log(@Nullable Throwable thrown) {
        if (thrown != null && !run.isCancelled() && problem(thrown).status() >= 500) {
            LOG.error("Run {} of {} on graph {} failed", id, work, graph.name(), thrown);
        }
    }
}
