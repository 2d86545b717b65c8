package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchResult;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts rows into chunks of N and crosses once per chunk. What a chunk does as a whole is the caller's choice. */
final class ChunkWriter implements RowSink {

    private final Function<Batch, BatchResult> crossing;
    private final IngestionMode mode;
    private final boolean lenient;
    private final IngestionMeter meter;
    private final IngestionTally tally = new IngestionTally();
    private final List<Row> chunk = new ArrayList<>();

    ChunkWriter(Function<Batch, BatchResult> crossing, IngestionMode mode, boolean lenient, IngestionMeter meter) {
        this.crossing = crossing;
        this.mode = mode;
        this.lenient = lenient;
        this.meter = meter;
    }

    @Override
    public void accept(Row row) {
        tally.received();
        chunk.add(row);
        if (chunk.size() == mode.chunk()) {
            cross();
        }
    }

    @Override
    public void refuse(RefusedRow row) {
        tally.received();
        tally.rejected(row.error());
    }

    /** Sends what is left and tells what was done. */
    IngestionTally finish() {
        if (!chunk.isEmpty()) {
            cross();
        }
        return tally;
    }

    IngestionTally tally() {
        return tally;
    }

    private void cross() {
        Batch.Builder batch = Batch.builder().lenient(lenient);
        chunk.forEach(row -> batch.row(row.change()));
        long start = System.nanoTime();
        try {
            BatchResult result = crossing.apply(batch.build());
            long elapsedNanos = System.nanoTime() - start;
            tally.chunk(chunk.size(), result, elapsedNanos);
            meter.record(mode, chunk.size(), elapsedNanos);
            result.errors().forEach(this::rejected);
        } catch (GraphException refused) {
            throw located(refused);
        } finally {
            chunk.clear();
        }
    }

    private void rejected(RowError error) {
        Row row = chunk.get(error.row());
        tally.rejected(
                new ProblemError(null, row.number(), lineOf(row), error.status().name(), error.message()));
    }

    /** The engine counts rows within the chunk; the sender of the rows counts them within the request. */
    private RuntimeException located(GraphException refused) {
        if (refused.row() < 0 || refused.row() >= chunk.size()) {
            return refused;
        }
        Row row = chunk.get((int) refused.row());
        Failure failure = refused.failure().row(row.number());
        return ApiProblem.of(failure).with(List.of(ProblemError.ofRow(row.number(), lineOf(row), failure)));
    }

    private static @Nullable Long lineOf(Row row) {
        return row.line() == 0 ? null : row.line();
    }
}
