package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several nodes by their ids, as many as a page has at most. */
final class IdsRequest {

    private IdsRequest() {}

    /** The ids, or what is wrong with them. */
    static List<String> require(@Nullable List<String> ids) {
        if (ids == null) {
            throw ApiProblem.invalid("a property is missing", "ids");
        }
        if (ids.size() > Query.LIMIT_MAX) {
            throw ApiProblem.limit("the number of ids", ids.size(), Query.LIMIT_MAX);
        }
        return ids;
    }
}
