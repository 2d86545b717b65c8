package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.app.web.Parameters;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Neighbor;
import dev.kneiphof.graph.NeighborCount;
import dev.kneiphof.graph.NeighborQuery;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The neighbors of a node, and how many there are before anybody asks for them. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}")
class NeighborController {

    private final GraphService graphs;

    NeighborController(GraphService graphs) {
        this.graphs = graphs;
    }

    record NeighborItem(StoredNode node, StoredEdge edge, String direction) {
        static NeighborItem of(Neighbor neighbor) {
            return new NeighborItem(neighbor.node(), neighbor.edge(), text(neighbor.direction()));
        }
    }

    record Neighbors(List<NeighborItem> items, int count, long total, long revision, CrossingsJson crossings) {}

    record CountItem(@Nullable String type, String direction, long count) {
        static CountItem of(NeighborCount count) {
            return new CountItem(count.type(), text(count.direction()), count.count());
        }
    }

    record Summary(String id, long total, List<CountItem> counts, CrossingsJson crossings) {}

    @PostMapping("/neighbors")
    Neighbors neighbors(@PathVariable String graph, @RequestBody NeighborsRequest request, CrossingScope crossings) {
        return neighbors(graph, request.requireId(), request.toQuery(), crossings);
    }

    @GetMapping("/nodes/{id}/neighbors")
    Neighbors neighbors(
            @PathVariable String graph,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String skip,
            CrossingScope crossings) {
        int rows = Parameters.integer("limit", limit, NeighborQuery.all().limit(), 1, Query.LIMIT_MAX);
        long skipped = Parameters.integer("skip", skip, 0);
        var request = new NeighborsRequest(id, direction, type, order, rows, skipped);
        return neighbors(graph, id, request.toQuery(), crossings);
    }

    @PostMapping("/neighbors:summary")
    Summary summary(@PathVariable String graph, @RequestBody IdRequest request, CrossingScope crossings) {
        return summary(graph, request.requireId(), crossings);
    }

    @GetMapping("/nodes/{id}/neighbors/summary")
    Summary summary(@PathVariable String graph, @PathVariable String id, CrossingScope crossings) {
        List<NeighborCount> counts = graphs.get(graph).graph().neighborSummary(id);
        long total = counts.stream().mapToLong(NeighborCount::count).sum();
        return new Summary(id, total, counts.stream().map(CountItem::of).toList(), CrossingsJson.of(crossings));
    }

    private Neighbors neighbors(String graph, String id, NeighborQuery query, CrossingScope crossings) {
        Page<Neighbor> page = graphs.get(graph).graph().neighbors(id, query);
        List<NeighborItem> items = page.items().stream().map(NeighborItem::of).toList();
        return new Neighbors(items, items.size(), page.total(), page.revision(), CrossingsJson.of(crossings));
    }

    private static String text(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
