package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import org.jspecify.annotations.Nullable;

/** {@code {"id":"ada"}}: a node or edge by whatever id. */
record IdRequest(@Nullable String id) {

    String requireId() {
        if (id == null) {
            throw ApiProblem.invalid("a property is missing", "id");
        }
        return id;
    }
}
