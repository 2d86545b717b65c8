package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.Order;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import org.springframework.stereotype.Component;

/** What pages of nodes and of edges have in common: their cursors are text outside. */
@Component
final class Pages {

    static final String NODES = "nodes";
    static final String EDGES = "edges";

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    /** The query that is asked for. */
    Query query(NamedGraph graph, String subject, QueryRequest request) {
        Query query = request.toQuery();
        if (subject.equals(EDGES) && query.order().by() == Order.By.DEGREE) {
            throw ApiProblem.invalid("edges have no degree to be ordered by", String.valueOf(request.order()));
        }
        if (request.cursor() == null) {
            return query;
        }
        return query.after(cursors.read(request.cursor(), graph, subject, query));
    }

    /** The page as it is answered. */
    <T> PageAnswer<T> answer(NamedGraph graph, String subject, Query query, Page<T> page, CrossingsJson crossings) {
        String next = page.next() == null ? null : cursors.write(page.next(), graph, subject, query);
        return new PageAnswer<>(page.items(), page.items().size(), page.total(), next, page.revision(), crossings);
    }
}
