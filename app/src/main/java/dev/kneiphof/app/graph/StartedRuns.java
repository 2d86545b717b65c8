package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.LimitExceededException;
import dev.kneiphof.graph.StatusCode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The latest runs with their results, of which each may hold a page of 10,000 rows; those of a graph end and go with it. */
@Component
final class StartedRuns {

    private static final int REMEMBERED_MAX = 16;

    private final GraphService graphs;
    private final Map<String, StartedRun<?>> runs = new LinkedHashMap<>();

    StartedRuns(GraphService graphs) {
        this.graphs = graphs;
        graphs.onChange(this::forgetWhoseGraphIsGone);
    }

    /** Starts a run and remembers it. Without room for another one, running or remembered, the request is refused. */
    synchronized StartedRun<?> start(Supplier<StartedRun<?>> starter) {
        makeRoom();
        if (runs.size() >= REMEMBERED_MAX) {
            throw full(REMEMBERED_MAX + " runs are under way");
        }
        StartedRun<?> run = startOrRefuse(starter);
        runs.put(run.id(), run);
        return run;
    }

    private static StartedRun<?> startOrRefuse(Supplier<StartedRun<?>> starter) {
        try {
            return starter.get();
        } catch (LimitExceededException noRoom) {
            throw full(noRoom.failure().message());
        }
    }

    private static ApiProblem full(String why) {
        return ApiProblem.of(StatusCode.TOO_MANY_REQUESTS, why + "; try again later")
                .retryAfter(1);
    }

    synchronized List<StartedRun<?>> of(NamedGraph graph) {
        return runs.values().stream().filter(run -> run.graph() == graph).toList();
    }

    synchronized StartedRun<?> require(NamedGraph graph, String id) {
        StartedRun<?> run = runs.get(id);
        if (run == null || run.graph() != graph) {
            throw ApiProblem.of(
                    Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/graphs/" + graph.name() + "/runs/" + id));
        }
        return run;
    }

    synchronized void forget(StartedRun<?> run) {
        runs.remove(run.id());
    }

    /** A snapshot of a run outlives its graph: without an end of the run it would hold the memory for nobody. */
    private synchronized void forgetWhoseGraphIsGone() {
        runs.values().removeIf(run -> {
            boolean gone = graphs.find(run.graph().name()) != run.graph();
            if (gone) {
                run.cancel();
            }
            return gone;
        });
    }

    private void makeRoom() {
        Iterator<StartedRun<?>> oldest = runs.values().iterator();
        while (runs.size() >= REMEMBERED_MAX && oldest.hasNext()) {
            if (oldest.next().state() != StartedRun.State.RUNNING) {
                oldest.remove();
            }
        }
    }
}
