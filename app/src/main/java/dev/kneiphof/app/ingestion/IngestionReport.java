package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ProblemError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ingestion did.
 *
 * @param removed nodes and edges that are gone, edges that went with their node included
 * @param errors the first hundred; {@code rejected} counts them all
 * @param crossed rows that reached the graph, those it rejected included
 * @param chunk rows a crossing, as asked for
 * @param chunks crossings that carried rows
 * @param revision of the graph afterwards; null when no row reached it
 * @param nanos spent on encoding, crossing and native work, not on reading the request
 */
public record IngestionReport(
        long received,
        long created,
        long updated,
        long removed,
        long rejected,
        List<ProblemError> errors,
        long crossed,
        int chunk,
        long chunks,
        @Nullable Long revision,
        long nanos) {

    public IngestionReport {
        errors = List.copyOf(errors);
    }
}
