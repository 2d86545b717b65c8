package dev.kneiphof.app.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.graph.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One of the faults of a request.
 *
 * @param pointer where in the JSON document (RFC 6901), null where the body is not JSON
 * @param row the row of the batch, counted from 0
 * @param line the line of the text, counted from 1
 * @param code the code of {@code contract/status.csv}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemError(
        @Nullable String pointer,
        @Nullable Long row,
        @Nullable Long line,
        String code,
        String detail) {

    /** The fault at a place of a JSON document. */
    public static ProblemError at(String pointer, Failure failure) {
        return new ProblemError(pointer, null, null, failure.status().name(), failure.message());
    }

    /** The fault of a row of a batch. */
    public static ProblemError ofRow(long row, @Nullable Long line, Failure failure) {
        return new ProblemError(null, row, line, failure.status().name(), failure.message());
    }

    /** The same fault, as one of this row. */
    public ProblemError inRow(long newRow, @Nullable Long newLine) {
        return new ProblemError(pointer, newRow, newLine, code, detail);
    }
}
