package dev.kneiphof.app.graph;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a node or an edge is found: in the parameter {@code id}, so that every id has an address. */
final class RowAddress {

    private RowAddress() {}

    static URI ofNode(String graph, String id) {
        return of(graph, "nodes", id);
    }

    static URI ofEdge(String graph, String id) {
        return of(graph, "edges", id);
    }

    private static URI of(String graph, String rows, String id) {
        return URI.create("/api/v1/graphs/%s/%s?id=%s"
                .formatted(
                        graph,
                        rows,
                        URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20")));
    }
}
