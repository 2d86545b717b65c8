package dev.kneiphof.app.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.app.web.CrossingsJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a batch.
 *
 * @param types what the columns of a CSV were read as; send them back as {@code column} with the next part of the same file
 */
record BatchResponse(
        long received,
        long created,
        long updated,
        long removed,
        long rejected,
        List<ProblemError> errors,
        int chunk,
        long chunks,
        @Nullable Long revision,
        long nanos,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> types,
        CrossingsJson crossings) {

    static BatchResponse of(IngestionReport report, @Nullable Map<String, String> types, CrossingsJson crossings) {
        return new BatchResponse(
                report.received(),
                report.created(),
                report.updated(),
                report.removed(),
                report.rejected(),
                report.errors(),
                report.chunk(),
                report.chunks(),
                report.revision(),
                report.nanos(),
                types,
                crossings);
    }
}
