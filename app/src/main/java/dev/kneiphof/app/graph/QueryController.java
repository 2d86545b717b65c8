package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Order;
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

    private static final String NODES = "nodes";
    private static final String EDGES = "edges";

    private final GraphService graphs;
    private final Cursors cursors;

    QueryController(GraphService graphs, Cursors cursors) {
        this.graphs = graphs;
        this.cursors = cursors;
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
        return linked(page(graph, NODES, query, Graph::nodes, crossings), request);
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
        return linked(page(graph, EDGES, query, Graph::edges, crossings), request);
    }

    @PostMapping("/nodes:query")
    PageAnswer<StoredNode> queryNodes(
            @PathVariable String graph, @RequestBody QueryRequest request, CrossingScope crossings) {
        return page(graph, NODES, request, Graph::nodes, crossings);
    }

    @PostMapping("/edges:query")
    PageAnswer<StoredEdge> queryEdges(
            @PathVariable String graph, @RequestBody QueryRequest request, CrossingScope crossings) {
        return page(graph, EDGES, request, Graph::edges, crossings);
    }

    private <T> PageAnswer<T> page(
            String name,
            String subject,
            QueryRequest request,
            BiFunction<Graph, Query, Page<T>> rows,
            CrossingScope crossings) {
        NamedGraph graph = graphs.get(name);
        Query query = request.toQuery();
        if (subject.equals(EDGES) && query.order().by() == Order.By.DEGREE) {
            throw ApiProblem.invalid("edges have no degree to be ordered by", String.valueOf(request.order()));
        }
        if (request.cursor() != null) {
            query = query.after(cursors.read(request.cursor(), graph, subject, query));
        }
        Page<T> page = rows.apply(graph.graph(), query);
        String next = page.next() == null ? null : cursors.write(page.next(), graph, subject, query);
        return new PageAnswer<>(
                page.items(), page.items().size(), page.total(), next, page.revision(), CrossingsJson.of(crossings));
    }

    private static <T> ResponseEntity<PageAnswer<T>> linked(PageAnswer<T> page, HttpServletRequest request) {
        var answer = ResponseEntity.ok();
        if (page.cursor() != null) {
            answer.header(HttpHeaders.LINK, "<" + NextPage.address(request, page.cursor()) + ">; rel=\"next\"");
        }
        return answer.body(page);
    }
}
