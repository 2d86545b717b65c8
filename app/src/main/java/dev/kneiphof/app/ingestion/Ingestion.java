package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Brings rows into a graph, N at a time. Single and batched mode run through the same lines and do the same engine work:
 * they differ in the number of crossings alone.
 */
@Component
public final class Ingestion {

    private final IngestionMeter meter;

    Ingestion(IngestionMeter meter) {
        this.meter = meter;
    }

    /**
     * All rows or none, as one transaction. Crosses once per chunk, and twice to begin and to end; not at all without rows.
     *
     * @throws ApiProblem naming the row that was refused; nothing was changed then
     */
    IngestionReport strict(Graph graph, IngestionMode mode, List<Row> rows) {
        if (rows.isEmpty()) {
            return new IngestionTally().report(mode);
        }
        try (Transaction transaction = graph.begin()) {
            var writer = new ChunkWriter(transaction::apply, mode, false, meter);
            rows.forEach(writer::accept);
            IngestionTally tally = writer.finish();
            long start = System.nanoTime();
            tally.committed(transaction.commit(), System.nanoTime() - start);
            return tally.report(mode);
        }
    }

    /**
     * The good rows; each chunk is a commit of its own, and rows are never collected beyond a chunk. Crosses once per chunk.
     *
     * @throws ApiProblem when the rows end early; its errors tell what was kept
     */
    IngestionReport lenient(Graph graph, IngestionMode mode, RowSource source) throws IOException {
        var writer = new ChunkWriter(graph::apply, mode, true, meter);
        try {
            source.readInto(writer);
            return writer.finish().report(mode);
        } catch (ApiProblem broken) {
            writer.finish();
            throw ended(writer, mode, broken.failure(), broken.errors());
        } catch (GraphException refused) {
            throw ended(writer, mode, refused.failure(), List.of());
        }
    }

    /**
     * Rows that are known to be good; each chunk goes in whole, and one bad row ends the ingestion. Crosses once per chunk.
     */
    public IngestionReport trusted(Graph graph, IngestionMode mode, RowSource source) throws IOException {
        var writer = new ChunkWriter(graph::apply, mode, false, meter);
        source.readInto(writer);
        return writer.finish().report(mode);
    }

    /** The rows read before the end are kept, and the problem says how many they are. */
    private static ApiProblem ended(
            ChunkWriter writer, IngestionMode mode, Failure failure, List<ProblemError> causes) {
        IngestionReport kept = writer.tally().report(mode);
        var errors = new ArrayList<ProblemError>(kept.errors());
        errors.addAll(causes);
        errors.add(new ProblemError(
                null,
                kept.received(),
                null,
                failure.status().name(),
                "The reading ended here; what the rows before it did is kept: %d created, %d updated, %d removed"
                        .formatted(kept.created(), kept.updated(), kept.removed())));
        return ApiProblem.of(failure).with(errors);
    }
}
