package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages of nodes and edges that pass a filter: as text in the address, or as a tree in the body. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}")
class QueryController {

    private final GraphService graphs;
    private final Pages pages;

    QueryController(GraphService graphs, Pages pages) {
        this.graphs = graphs;
        this.pages = pages;
    }

    @GetMapping("/nodes")
    ResponseEntity<PageAnswer<StoredNode>> nodes(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            CrossingScope crossings) {
        var query = QueryRequest.of(filter, search, order, limit, cursor);
        return linked(page(graph, Pages.NODES, query, Graph::nodes, crossings), request);
    }

    @GetMapping("/edges")
    ResponseEntity<PageAnswer<StoredEdge>> edges(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            CrossingScope crossings) {
        var query = QueryRequest.of(filter, search, order, limit, cursor);
        return linked(page(graph, Pages.EDGES, query, Graph::edges, crossings), request);
    }

    @PostMapping("/nodes:query")
    PageAnswer<StoredNode> queryNodes(
            @PathVariable String graph, @RequestBody QueryRequest request, CrossingScope crossings) {
        return page(graph, Pages.NODES, request, Graph::nodes, crossings);
    }

    @PostMapping("/edges:query")
    PageAnswer<StoredEdge> queryEdges(
            @PathVariable String graph, @RequestBody QueryRequest request, CrossingScope crossings) {
        return page(graph, Pages.EDGES, request, Graph::edges, crossings);
    }

    private <T> PageAnswer<T> page(
            String name,
            String subject,
            QueryRequest request,
            BiFunction<Graph, Query, Page<T>> rows,
            CrossingScope crossings) {
        NamedGraph graph = graphs.get(name);
        Query query = pages.query(graph, subject, request);
        Page<T> page = rows.apply(graph.graph(), query);
        return pages.answer(graph, subject, query, page, CrossingsJson.of(crossings));
    }

    private static <T> ResponseEntity<PageAnswer<T>> linked(PageAnswer<T> page, HttpServletRequest request) {
        var answer = ResponseEntity.ok();
        if (page.cursor() != null) {
            answer.header(HttpHeaders.LINK, "<" + NextPage.address(request, page.cursor()) + ">; rel=\"next\"");
        }
        return answer.body(page);
    }
}
