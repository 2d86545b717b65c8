package dev.kneiphof.app.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.GraphDescription;
import dev.kneiphof.graph.Index;
import org.jspecify.annotations.Nullable;

/** A declared index, in the words of the API. */
record DeclaredIndexAnswer(
        String on,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,

        long values,
        long bytes) {

    static DeclaredIndexAnswer of(GraphDescription.DeclaredIndex declared) {
        Index index = declared.index();
        return new DeclaredIndexAnswer(
                word(index.on()), index.key().isEmpty() ? null : index.key(), declared.values(), declared.bytes());
    }

    static String word(Index.On on) {
        return switch (on) {
            case NODE_ATTRIBUTE -> "nodeAttribute";
            case EDGE_ATTRIBUTE -> "edgeAttribute";
            case LABEL -> "label";
            case TYPE -> "type";
        };
    }

    /** The index that a request names. */
    static Index toIndex(@Nullable String on, @Nullable String key) {
        for (Index.On known : Index.On.values()) {
            if (word(known).equals(on)) {
                return new Index(known, key == null ? "" : key);
            }
        }
        throw ApiProblem.invalid("an index is on nodeAttribute, edgeAttribute, label or type", String.valueOf(on));
    }
}
