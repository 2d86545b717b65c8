package dev.kneiphof.app.graph;

import dev.kneiphof.graph.CrossingScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a filter does: its steps, what they read, and how many rows and chunks passed each. As text in the address, or as a tree
 * in the body.
 */
@RestController
@RequestMapping("/api/v1/graphs/{graph}")
class ExplainController {

    private final GraphService graphs;

    ExplainController(GraphService graphs) {
        this.graphs = graphs;
    }

    @GetMapping("/nodes:explain")
    ExplanationAnswer nodes(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String filter,
            CrossingScope crossings) {
        return nodes(graph, ExplainRequest.of(filter), crossings);
    }

    @GetMapping("/edges:explain")
    ExplanationAnswer edges(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String filter,
            CrossingScope crossings) {
        return edges(graph, ExplainRequest.of(filter), crossings);
    }

    @PostMapping("/nodes:explain")
    ExplanationAnswer nodes(@PathVariable String graph, @RequestBody ExplainRequest request, CrossingScope crossings) {
        return ExplanationAnswer.of(graphs.get(graph).graph().explainNodes(request.toFilter()), crossings);
    }

    @PostMapping("/edges:explain")
    ExplanationAnswer edges(@PathVariable String graph, @RequestBody ExplainRequest request, CrossingScope crossings) {
        return ExplanationAnswer.of(graphs.get(graph).graph().explainEdges(request.toFilter()), crossings);
    }
}
