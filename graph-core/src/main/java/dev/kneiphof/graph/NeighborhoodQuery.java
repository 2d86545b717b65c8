package dev.kneiphof.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far to look: {@code NeighborhoodQuery.hops(2).direction(Direction.OUT)}.
 *
 * @param type null = over edges of any type and of none
 * @param hops 1 to 64
 * @param limit of the nodes that are answered, 1 to 10,000,000; the counts are exact whatever it is
 */
public record NeighborhoodQuery(
        Direction direction, @Nullable String type, int hops, int limit) {

    public static final int HOPS_MAX = 64;
    public static final int LIMIT_MAX = 10_000_000;

    private static final int LIMIT_DEFAULT = 10_000;

    public NeighborhoodQuery {
        Objects.requireNonNull(direction, "direction");
        if (type != null) {
            Ids.requireType(type);
        }
        requireBetween("number of hops", hops, HOPS_MAX);
        requireBetween("limit", limit, LIMIT_MAX);
    }

    private static void requireBetween(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the " + what + " must be from 1 to " + most)
                    .value(Integer.toString(number)));
        }
    }

    /** Both directions, any type, at most 10,000 nodes. */
    public static NeighborhoodQuery hops(int hops) {
        return new NeighborhoodQuery(Direction.BOTH, null, hops, LIMIT_DEFAULT);
    }

    public NeighborhoodQuery direction(Direction newDirection) {
        return new NeighborhoodQuery(newDirection, type, hops, limit);
    }

    public NeighborhoodQuery type(@Nullable String newType) {
        return new NeighborhoodQuery(direction, newType, hops, limit);
    }

    public NeighborhoodQuery limit(int newLimit) {
        return new NeighborhoodQuery(direction, type, hops, newLimit);
    }
}
