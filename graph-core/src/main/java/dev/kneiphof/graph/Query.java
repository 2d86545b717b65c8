package dev.kneiphof.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows, in which order, how many: {@code Query.all().filter(f).order(Order.byDegree().descending()).limit(100)}.
 *
 * @param limit rows of a page at most, 1 to 10,000
 * @param cursor where the page begins; null = at the start
 */
public record Query(
        Filter filter, Order order, int limit, @Nullable Cursor cursor) {

    public static final int LIMIT_MAX = 10_000;

    private static final Query ALL = new Query(Filter.all(), Order.insertion(), 100, null);

    public Query {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(order, "order");
        requireLimit(limit);
    }

    /** Everything in insertion order, 100 rows a page. */
    public static Query all() {
        return ALL;
    }

    public Query filter(Filter newFilter) {
        return new Query(newFilter, order, limit, cursor);
    }

    public Query order(Order newOrder) {
        return new Query(filter, newOrder, limit, cursor);
    }

    public Query limit(int newLimit) {
        return new Query(filter, order, newLimit, cursor);
    }

    public Query after(@Nullable Cursor newCursor) {
        return new Query(filter, order, limit, newCursor);
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the limit of a page must be from 1 to " + LIMIT_MAX)
                    .value(Integer.toString(limit)));
        }
    }
}
