package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many nodes at once, and the edges between them: what a view of a graph is made of. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}")
class BatchGetController {

    private static final int EDGES_DEFAULT = 3_000;

    private final GraphService graphs;

    BatchGetController(GraphService graphs) {
        this.graphs = graphs;
    }

    record NodesRequest(@Nullable List<String> ids) {}

    record BetweenRequest(
            @Nullable List<String> ids, @Nullable Integer limit) {}

    record NodesAnswer(List<@Nullable StoredNode> items, CrossingsJson crossings) {}

    record EdgesAnswer(List<StoredEdge> items, int count, long total, long revision, CrossingsJson crossings) {}

    /** One crossing for all; {@code mode=each} makes one for each, to show the difference. */
    @PostMapping("/nodes:batchGet")
    NodesAnswer batchGet(
            @PathVariable String graph,
            @RequestParam(defaultValue = "batch") String mode,
            @RequestBody NodesRequest request,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        List<String> ids = IdsRequest.require(request.ids());
        List<@Nullable StoredNode> nodes = switch (mode) {
            case "batch" -> target.getNodes(ids);
            case "each" -> getEach(target, ids);
            default -> throw ApiProblem.invalid("the parameter mode must be batch or each", mode);
        };
        return new NodesAnswer(nodes, CrossingsJson.of(crossings));
    }

    @PostMapping("/edges:between")
    EdgesAnswer between(@PathVariable String graph, @RequestBody BetweenRequest request, CrossingScope crossings) {
        Query limited = Query.all().limit(request.limit() == null ? EDGES_DEFAULT : request.limit());
        Page<StoredEdge> page =
                graphs.get(graph).graph().edgesBetween(IdsRequest.require(request.ids()), limited.limit());
        return new EdgesAnswer(
                page.items(), page.items().size(), page.total(), page.revision(), CrossingsJson.of(crossings));
    }

    private static List<@Nullable StoredNode> getEach(Graph graph, List<String> ids) {
        List<@Nullable StoredNode> nodes = new ArrayList<>(ids.size());
        for (String id : ids) {
            nodes.add(graph.findNode(id).orElse(null));
        }
        return nodes;
    }
}
