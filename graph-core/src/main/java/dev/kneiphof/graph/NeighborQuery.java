package dev.kneiphof.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbors: {@code NeighborQuery.all().direction(Direction.OUT).limit(50)}.
 *
 * @param type null = edges of any type and of none
 * @param byDegree the best connected first; else in the order in which the edges arrived
 * @param limit 1 to 10,000
 */
public record NeighborQuery(Direction direction, @Nullable String type, boolean byDegree, int limit, long skip) {

    private static final NeighborQuery ALL = new NeighborQuery(Direction.BOTH, null, false, 100, 0);

    public NeighborQuery {
        Objects.requireNonNull(direction, "direction");
        if (type != null) {
            Ids.requireType(type);
        }
        Query.requireLimit(limit);
        if (skip < 0) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the number of neighbors to skip must not be negative")
                    .value(Long.toString(skip)));
        }
    }

    /** Both directions, any type, 100 in the order of arrival. */
    public static NeighborQuery all() {
        return ALL;
    }

    public NeighborQuery direction(Direction newDirection) {
        return new NeighborQuery(newDirection, type, byDegree, limit, skip);
    }

    public NeighborQuery type(@Nullable String newType) {
        return new NeighborQuery(direction, newType, byDegree, limit, skip);
    }

    public NeighborQuery byDegree(boolean newByDegree) {
        return new NeighborQuery(direction, type, newByDegree, limit, skip);
    }

    public NeighborQuery limit(int newLimit) {
        return new NeighborQuery(direction, type, byDegree, newLimit, skip);
    }

    public NeighborQuery skip(long newSkip) {
        return new NeighborQuery(direction, type, byDegree, limit, newSkip);
    }
}
