package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A row that is no row: refused before the graph was asked.
 *
 * @param number counted from 0 over the whole request
 * @param line where it begins in the text it came from, counted from 1; 0 where there is no text
 * @param pointer the place in the JSON of the row (RFC 6901), null where it is not JSON
 * @param failure why, with the offending value
 */
public record RefusedRow(long number, long line, @Nullable String pointer, Failure failure) {

    static RefusedRow of(long number, long line, Failure failure) {
        return new RefusedRow(number, line, null, failure);
    }

    ProblemError error() {
        return new ProblemError(
                pointer, number, line == 0 ? null : line, failure.status().name(), failure.message());
    }
}
