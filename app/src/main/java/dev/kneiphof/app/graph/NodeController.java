package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.NodeJson;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.app.web.ETags;
import dev.kneiphof.app.web.RowId;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One node: add, read, replace, change, remove. An id that does not fit a path stands in the parameter {@code id}. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}")
class NodeController {

    private final GraphService graphs;

    NodeController(GraphService graphs) {
        this.graphs = graphs;
    }

    record Removed(long removedEdges, CrossingsJson crossings) {}

    @PostMapping("/nodes")
    ResponseEntity<RowAnswer> add(@PathVariable String graph, @RequestBody NodeJson request, CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        Node node = request.toNode();
        target.addNode(node);
        var created = ResponseEntity.created(RowAddress.ofNode(graph, node.id()));
        return RowAnswer.of(created, target.getNode(node.id()), crossings);
    }

    @GetMapping("/nodes/{id}")
    ResponseEntity<RowAnswer> get(@PathVariable String graph, @RowId String id, CrossingScope crossings) {
        return RowAnswer.of(ResponseEntity.ok(), graphs.get(graph).graph().getNode(id), crossings);
    }

    @GetMapping(path = "/nodes", params = "id")
    ResponseEntity<RowAnswer> getById(@PathVariable String graph, @RowId String id, CrossingScope crossings) {
        return get(graph, id, crossings);
    }

    @PostMapping("/nodes:lookup")
    ResponseEntity<RowAnswer> lookup(
            @PathVariable String graph, @RequestBody IdRequest request, CrossingScope crossings) {
        return get(graph, request.requireId(), crossings);
    }

    @PutMapping({"/nodes", "/nodes/{id}"})
    ResponseEntity<RowAnswer> put(
            @PathVariable String graph,
            @RowId String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @RequestBody NodeJson request,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        boolean created = new ConditionalPut(new NodePut(target, request.toNode(id))).put(ifMatch, ifNoneMatch);
        var answer = created ? ResponseEntity.created(RowAddress.ofNode(graph, id)) : ResponseEntity.ok();
        return RowAnswer.of(answer, target.getNode(id), crossings);
    }

    @PatchMapping(
            path = {"/nodes", "/nodes/{id}"},
            consumes = MergePatch.MEDIA_TYPE)
    ResponseEntity<RowAnswer> patch(
            @PathVariable String graph,
            @RowId String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MergePatch patch,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        patch.apply(new NodeChanges(target, id), ifMatch);
        return RowAnswer.of(ResponseEntity.ok(), target.getNode(id), crossings);
    }

    @DeleteMapping({"/nodes", "/nodes/{id}"})
    Removed remove(
            @PathVariable String graph,
            @RowId String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        long expected = ETags.expected(ifMatch, id, () -> target.getNode(id).version());
        long removedEdges = target.removeNode(id, expected);
        return new Removed(removedEdges, CrossingsJson.of(crossings));
    }
}
