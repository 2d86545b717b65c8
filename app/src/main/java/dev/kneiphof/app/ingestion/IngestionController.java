package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.app.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The toggle between single and batched ingestion: one number, for the server and for each graph. Never crosses. */
@RestController
@RequestMapping("/api/v1")
class IngestionController {

    private final GraphService graphs;
    private final IngestionSettings settings;
    private final IngestionMeter meter;

    IngestionController(GraphService graphs, IngestionSettings settings, IngestionMeter meter) {
        this.graphs = graphs;
        this.settings = settings;
        this.meter = meter;
    }

    /**
     * @param chunk the setting of this scope; null where a graph follows the server
     * @param effective what a request without a chunk of its own gets
     * @param measured what rows cost lately in each mode
     */
    record IngestionResponse(
            @Nullable Integer chunk, String scope, int effective, int min, int max, IngestionMeter.Costs measured) {}

    record IngestionChange(@Nullable Integer chunk) {}

    @GetMapping("/ingestion")
    IngestionResponse server() {
        int chunk = settings.server().chunk();
        return response(chunk, "server", chunk);
    }

    @PutMapping("/ingestion")
    IngestionResponse changeServer(@RequestBody IngestionChange change, HttpServletRequest request) {
        if (change.chunk() == null) {
            throw ApiProblem.invalid("the server's chunk must be a number", "null")
                    .at("/chunk");
        }
        settings.changeServer(new IngestionMode(change.chunk()), request.getRemoteAddr());
        return server();
    }

    @GetMapping("/graphs/{graph}/ingestion")
    IngestionResponse graph(@PathVariable String graph) {
        return response(graphs.get(graph));
    }

    /** A chunk of null lets the graph follow the server again, as DELETE does. */
    @PutMapping("/graphs/{graph}/ingestion")
    IngestionResponse changeGraph(
            @PathVariable String graph, @RequestBody IngestionChange change, HttpServletRequest request) {
        NamedGraph found = graphs.get(graph);
        settings.changeGraph(
                found, change.chunk() == null ? null : new IngestionMode(change.chunk()), request.getRemoteAddr());
        return response(found);
    }

    @DeleteMapping("/graphs/{graph}/ingestion")
    IngestionResponse followServer(@PathVariable String graph, HttpServletRequest request) {
        NamedGraph found = graphs.get(graph);
        settings.changeGraph(found, null, request.getRemoteAddr());
        return response(found);
    }

    private IngestionResponse response(NamedGraph graph) {
        return response(
                graph.settings().chunk(),
                "graph",
                settings.effective(graph, null).chunk());
    }

    private IngestionResponse response(@Nullable Integer chunk, String scope, int effective) {
        return new IngestionResponse(
                chunk, scope, effective, IngestionMode.CHUNK_MIN, IngestionMode.CHUNK_MAX, meter.costs());
    }
}
