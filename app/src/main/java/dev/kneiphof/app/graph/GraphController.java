package dev.kneiphof.app.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.GraphClosedException;
import dev.kneiphof.graph.GraphCounts;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Graphs: what there is, making one, describing one, removing one. */
@RestController
@RequestMapping("/api/v1/graphs")
class GraphController {

    private final GraphService graphs;

    GraphController(GraphService graphs) {
        this.graphs = graphs;
    }

    record NewGraph(@Nullable String name, @Nullable Boolean directed) {}

    record GraphList(List<GraphSummary> graphs, CrossingsJson crossings) {}

    record GraphSummary(
            String name,
            boolean directed,
            long nodes,
            long edges,
            long revision,
            long bytes,
            @Nullable Integer chunk,
            @Nullable SampleOrigin sample,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CrossingsJson crossings) {

        /** The summary as one of a list that has its own bill. */
        static GraphSummary of(NamedGraph graph) {
            return of(graph, null);
        }

        static GraphSummary of(NamedGraph graph, @Nullable CrossingScope crossings) {
            GraphCounts counts = graph.graph().counts();
            return new GraphSummary(
                    graph.name(),
                    graph.graph().options().directed(),
                    counts.nodes(),
                    counts.edges(),
                    counts.revision(),
                    counts.bytes(),
                    graph.settings().chunk(),
                    graph.settings().sample(),
                    crossings == null ? null : CrossingsJson.of(crossings));
        }
    }

    @GetMapping
    GraphList list(CrossingScope crossings) {
        List<GraphSummary> summaries = new ArrayList<>();
        for (NamedGraph graph : graphs.list()) {
            try {
                summaries.add(GraphSummary.of(graph));
            } catch (GraphClosedException removedMeanwhile) {
                // Somebody else removed it between the listing and the count: then it is not on the list.
            }
        }
        return new GraphList(summaries, CrossingsJson.of(crossings));
    }

    @PostMapping
    ResponseEntity<GraphSummary> create(@RequestBody NewGraph request, CrossingScope crossings) {
        if (request.name() == null) {
            throw ApiProblem.invalid("a property is missing", "name");
        }
        boolean directed = request.directed() == null || request.directed();
        NamedGraph created = graphs.create(request.name(), directed);
        return ResponseEntity.created(URI.create("/api/v1/graphs/" + created.name()))
                .body(GraphSummary.of(created, crossings));
    }

    @GetMapping("/{graph}")
    DescriptionAnswer describe(@PathVariable String graph, CrossingScope crossings) {
        NamedGraph named = graphs.get(graph);
        return DescriptionAnswer.of(named, named.graph().describe(), crossings);
    }

    @DeleteMapping("/{graph}")
    ResponseEntity<Void> remove(@PathVariable String graph) {
        graphs.remove(graph);
        return ResponseEntity.noContent().build();
    }
}
