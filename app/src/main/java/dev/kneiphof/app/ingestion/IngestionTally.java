package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.BatchResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up what an ingestion did. The counts are exact; of the errors the first {@value #ERRORS_MAX} are kept. */
final class IngestionTally {

    static final int ERRORS_MAX = 100;

    private final List<ProblemError> errors = new ArrayList<>();
    private long received;
    private long created;
    private long updated;
    private long removed;
    private long rejected;
    private long crossed;
    private long chunks;
    private long nanos;
    private @Nullable Long revision;

    void received() {
        received++;
    }

    void rejected(ProblemError error) {
        rejected++;
        if (errors.size() < ERRORS_MAX) {
            errors.add(error);
        }
    }

    void chunk(int rows, BatchResult result, long elapsedNanos) {
        chunks++;
        crossed += rows;
        nanos += elapsedNanos;
        created += result.created();
        updated += result.updated();
        removed += result.removed() + result.removedEdges();
        revision = result.revision();
    }

    void committed(long newRevision, long elapsedNanos) {
        revision = newRevision;
        nanos += elapsedNanos;
    }

    IngestionReport report(IngestionMode mode) {
        return new IngestionReport(
                received, created, updated, removed, rejected, errors, crossed, mode.chunk(), chunks, revision, nanos);
    }
}
