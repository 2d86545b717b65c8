package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Batches row by row. */
final class ReferenceBatch {

    private final ReferenceState state;
    private long created;
    private long updated;
    private long removed;
    private long removedEdges;

    private ReferenceBatch(ReferenceState state) {
        this.state = state;
    }

    static BatchResult apply(ReferenceState state, Batch batch, LongSupplier revision) {
        var applied = new ReferenceBatch(state);
        List<RowError> errors = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            try {
                applied.apply(batch.row(row));
            } catch (GraphException refused) {
                Failure failure = refused.failure().row(row);
                if (!batch.lenient()) {
                    throw GraphException.of(failure);
                }
                String value = failure.value();
                errors.add(new RowError(row, failure.status(), value == null ? "" : value, failure.message()));
            }
        }
        return new BatchResult(
                revision.getAsLong(),
                applied.created,
                applied.updated,
                applied.removed,
                applied.removedEdges,
                errors.size(),
                errors);
    }

    private void apply(BatchRow row) {
        switch (row) {
            case BatchRow.NodeRow(var operation, var node) -> count(state.put(operation, node, 0));
            case BatchRow.EdgeRow(var operation, var edge) -> count(state.put(operation, edge, 0));
            case BatchRow.NodeRemoval(var id) -> {
                removedEdges += state.removeNode(id, 0);
                removed++;
            }
            case BatchRow.EdgeRemoval(var id) -> {
                state.removeEdge(id, 0);
                removed++;
            }
        }
    }

    private void count(boolean isNew) {
        if (isNew) {
            created++;
        } else {
            updated++;
        }
    }
}
