package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.EdgeJson;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.app.web.ETags;
import dev.kneiphof.app.web.RowId;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
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

/** One edge: add, read, replace, change, remove; explicit and derived ids alike. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}")
class EdgeController {

    private final GraphService graphs;

    EdgeController(GraphService graphs) {
        this.graphs = graphs;
    }

    record Removed(long removedEdges, CrossingsJson crossings) {}

    @PostMapping("/edges")
    ResponseEntity<RowAnswer> add(@PathVariable String graph, @RequestBody EdgeJson request, CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        String id = target.addEdge(request.toEdge());
        var created = ResponseEntity.created(RowAddress.ofEdge(graph, id));
        return RowAnswer.of(created, target.getEdge(id), crossings);
    }

    @GetMapping("/edges/{id}")
    ResponseEntity<RowAnswer> get(@PathVariable String graph, @RowId String id, CrossingScope crossings) {
        return RowAnswer.of(ResponseEntity.ok(), graphs.get(graph).graph().getEdge(id), crossings);
    }

    @GetMapping(path = "/edges", params = "id")
    ResponseEntity<RowAnswer> getById(@PathVariable String graph, @RowId String id, CrossingScope crossings) {
        return get(graph, id, crossings);
    }

    @PostMapping("/edges:lookup")
    ResponseEntity<RowAnswer> lookup(
            @PathVariable String graph, @RequestBody IdRequest request, CrossingScope crossings) {
        return get(graph, request.requireId(), crossings);
    }

    @PutMapping({"/edges", "/edges/{id}"})
    ResponseEntity<RowAnswer> put(
            @PathVariable String graph,
            @RowId String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @RequestBody EdgeJson request,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        boolean created = new ConditionalPut(new EdgePut(target, request.toEdge(id))).put(ifMatch, ifNoneMatch);
        var answer = created ? ResponseEntity.created(RowAddress.ofEdge(graph, id)) : ResponseEntity.ok();
        return RowAnswer.of(answer, target.getEdge(id), crossings);
    }

    @PatchMapping(
            path = {"/edges", "/edges/{id}"},
            consumes = MergePatch.MEDIA_TYPE)
    ResponseEntity<RowAnswer> patch(
            @PathVariable String graph,
            @RowId String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MergePatch patch,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        patch.apply(new EdgeChanges(target, id), ifMatch);
        return RowAnswer.of(ResponseEntity.ok(), target.getEdge(id), crossings);
    }

    @DeleteMapping({"/edges", "/edges/{id}"})
    Removed remove(
            @PathVariable String graph,
            @RowId String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            CrossingScope crossings) {
        Graph target = graphs.get(graph).graph();
        long expected = ETags.expected(ifMatch, id, () -> target.getEdge(id).version());
        target.removeEdge(id, expected);
        return new Removed(1, CrossingsJson.of(crossings));
    }
}
