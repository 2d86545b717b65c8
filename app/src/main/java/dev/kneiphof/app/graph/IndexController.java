package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Index;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The declared indexes of a graph: which there are, declaring one, dropping one. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}/indexes")
class IndexController {

    private final GraphService graphs;

    IndexController(GraphService graphs) {
        this.graphs = graphs;
    }

    record IndexRequest(@Nullable String on, @Nullable String key) {}

    record IndexesAnswer(List<DeclaredIndexAnswer> indexes, CrossingsJson crossings) {

        static IndexesAnswer of(Graph graph, CrossingScope crossings) {
            List<DeclaredIndexAnswer> indexes = graph.describe().indexes().stream()
                    .map(DeclaredIndexAnswer::of)
                    .toList();
            return new IndexesAnswer(indexes, CrossingsJson.of(crossings));
        }
    }

    @GetMapping
    IndexesAnswer list(@PathVariable String graph, CrossingScope crossings) {
        return IndexesAnswer.of(graphs.get(graph).graph(), crossings);
    }

    /** Declares an index, unless there is one; answers all. */
    @PostMapping
    ResponseEntity<IndexesAnswer> declare(
            @PathVariable String graph, @RequestBody IndexRequest request, CrossingScope crossings) {
        Graph indexed = graphs.get(graph).graph();
        boolean declared = indexed.declareIndex(DeclaredIndexAnswer.toIndex(request.on(), request.key()));
        return ResponseEntity.status(declared ? HttpStatus.CREATED : HttpStatus.OK)
                .body(IndexesAnswer.of(indexed, crossings));
    }

    /** Drops an index, if there is one; answers those that are left. */
    @DeleteMapping
    IndexesAnswer drop(
            @PathVariable String graph,
            @RequestParam String on,
            @RequestParam(required = false) @Nullable String key,
            CrossingScope crossings) {
        Graph indexed = graphs.get(graph).graph();
        Index index = DeclaredIndexAnswer.toIndex(on, key);
        indexed.dropIndex(index);
        return IndexesAnswer.of(indexed, crossings);
    }
}
