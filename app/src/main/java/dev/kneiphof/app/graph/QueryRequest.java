package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.Parameters;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows, in which order, how many: the body of {@code :query}, and the parameters of a list. */
record QueryRequest(
        @Nullable Filter filter,
        @Nullable String order,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** From the parameters of an address. */
    static QueryRequest of(
            @Nullable String filter,
            @Nullable String search,
            @Nullable String order,
            @Nullable String limit,
            @Nullable String cursor) {
        List<Filter> filters = new ArrayList<>();
        if (filter != null) {
            filters.add(Filter.parse(filter));
        }
        if (search != null) {
            filters.add(Filter.search(search));
        }
        int rows = Parameters.integer("limit", limit, Query.all().limit(), 1, Query.LIMIT_MAX);
        return new QueryRequest(Filter.and(filters), order, rows, cursor);
    }

    /** The query from its first page on. */
    Query toQuery() {
        return Query.all()
                .filter(filter == null ? Filter.all() : filter)
                .order(OrderText.parse(order))
                .limit(limit == null ? Query.all().limit() : limit);
    }
}
