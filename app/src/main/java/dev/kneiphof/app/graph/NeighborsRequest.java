package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.FilterJson;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.NeighborQuery;
import org.jspecify.annotations.Nullable;

/** Which neighbors of which node; what is left out is both directions, any type, in order of arrival. */
record NeighborsRequest(
        @Nullable String id,
        @Nullable String direction,
        @Nullable String type,
        @Nullable String order,
        @Nullable Integer limit,
        @Nullable Long skip) {

    String requireId() {
        return new IdRequest(id).requireId();
    }

    NeighborQuery toQuery() {
        NeighborQuery all = NeighborQuery.all();
        return new NeighborQuery(
                direction == null ? all.direction() : requireDirection(direction),
                type,
                order == null ? all.byDegree() : isByDegree(order),
                limit == null ? all.limit() : limit,
                skip == null ? all.skip() : skip);
    }

    private static Direction requireDirection(String text) {
        Direction direction = FilterJson.directionOrNull(text);
        if (direction == null) {
            throw ApiProblem.invalid("direction must be out, in or both", text);
        }
        return direction;
    }

    private static boolean isByDegree(String order) {
        return switch (order) {
            case "degree" -> true;
            case "arrival" -> false;
            default -> throw ApiProblem.invalid("the order of neighbors must be degree or arrival", order);
        };
    }
}
