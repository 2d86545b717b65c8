package dev.kneiphof.app.graph;

import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Long work on a graph, in the background: on a snapshot, or part by part, so that writers go on meanwhile. The requests themselves cross nothing, the
 * bill of the work stands in its run.
 */
@RestController
@RequestMapping("/api/v1/graphs/{graph}/runs")
class GraphRunController {

    private final GraphService graphs;
    private final StartedRuns runs;
    private final Pages pages;

    GraphRunController(GraphService graphs, StartedRuns runs, Pages pages) {
        this.graphs = graphs;
        this.runs = runs;
        this.pages = pages;
    }

    record RunsAnswer(List<StartedRun.View> runs) {}

    @PostMapping
    ResponseEntity<StartedRun.View> start(@PathVariable String graph, @RequestBody GraphRunRequest request) {
        NamedGraph named = graphs.get(graph);
        StartedRun<?> run = runs.start(() -> request.start(named, pages));
        return ResponseEntity.accepted().location(URI.create(run.address())).body(run.view());
    }

    @GetMapping
    RunsAnswer list(@PathVariable String graph) {
        return new RunsAnswer(runs.of(graphs.get(graph)).stream()
                .<StartedRun.View>map(StartedRun::view)
                .toList());
    }

    @GetMapping("/{run}")
    StartedRun.View get(@PathVariable String graph, @PathVariable String run) {
        return runs.require(graphs.get(graph), run).view();
    }

    @GetMapping("/{run}/result")
    Object result(@PathVariable String graph, @PathVariable String run) {
        return runs.require(graphs.get(graph), run).result();
    }

    /** Cancels a run; one that has ended is forgotten. */
    @DeleteMapping("/{run}")
    ResponseEntity<?> cancel(@PathVariable String graph, @PathVariable String run) {
        StartedRun<?> found = runs.require(graphs.get(graph), run);
        if (found.state() == StartedRun.State.RUNNING) {
            found.cancel();
            return ResponseEntity.accepted().body(found.view());
        }
        runs.forget(found);
        return ResponseEntity.noContent().build();
    }
}
