package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchResult;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.RowError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The calls that apply batches, to a graph or inside of a transaction. */
final class BatchCalls {

    private final GraphState graph;

    BatchCalls(GraphState graph) {
        this.graph = graph;
    }

    BatchResult apply(Batch batch) {
        Session session = Session.enter();
        try {
            BatchResult result = apply(session, NativeFunction.GRAPH_APPLY, graph.number(), batch);
            session.keepPending();
            if (result.created() < batch.size()) {
                graph.drain(session);
            }
            return result;
        } finally {
            session.exit();
        }
    }

    /**
     * Applies the batch to the graph or transaction of this number. The handles of opaque objects in it stay pending: whoever
     * calls decides how long they live.
     */
    BatchResult apply(Session session, NativeFunction function, long target, Batch batch) {
        EncodableRows rows = EncodableRows.of(session, graph, batch);
        NativeBuffer in = session.request();
        NativeBuffer errors = session.response();
        long errorsMax = batch.lenient() ? rows.rows().size() : 0;
        errors.clear();
        errors.require(errorsMax * Layouts.RowError.BYTES);
        long began = session.begin(function);
        int status = function == NativeFunction.GRAPH_APPLY
                ? KneiphofFunctions.graphApply(
                        target,
                        in.address(),
                        in.size(),
                        session.out(),
                        errors.address(),
                        errorsMax,
                        RunControl.currentAddress(),
                        session.report())
                : KneiphofFunctions.transactionApply(
                        target,
                        in.address(),
                        in.size(),
                        session.out(),
                        errors.address(),
                        errorsMax,
                        RunControl.currentAddress(),
                        session.report());
        long rejected = status == 0 ? session.outLong(Layouts.Applied.REJECTED) : 0;
        long bytesOut = Layouts.Applied.BYTES + rejected * Layouts.RowError.BYTES;
        session.end(function, began, status, rows.rows().size(), in.size(), bytesOut);
        if (status != 0) {
            throw RowFailures.ofStrict(
                    session,
                    status,
                    rows.rows().size(),
                    row -> rows.rows().get(row).id(),
                    graph.options());
        }
        return result(session, errors, rejected, rows);
    }

    private BatchResult result(Session session, NativeBuffer errors, long rejected, EncodableRows rows) {
        List<RowError> all = new ArrayList<>(rows.refused());
        for (int i = 0; i < rejected; i++) {
            long at = (long) Layouts.RowError.BYTES * i;
            int encoded = errors.getInt(at + Layouts.RowError.ROW);
            BatchRow row = rows.rows().get(encoded);
            session.pending().discardRow(encoded);
            all.add(RowFailures.ofLenient(errors, at, rows.numberOf(encoded), row, graph.options()));
        }
        all.sort(Comparator.comparingInt(RowError::row));
        return result(session, all.size(), all);
    }

    /** What the engine told of a batch, with the rows that were left out. */
    static BatchResult result(Session session, int rejected, List<RowError> errors) {
        return new BatchResult(
                session.outLong(Layouts.Applied.REVISION),
                session.outLong(Layouts.Applied.CREATED),
                session.outLong(Layouts.Applied.UPDATED),
                session.outLong(Layouts.Applied.REMOVED),
                session.outLong(Layouts.Applied.REMOVED_EDGES),
                rejected,
                errors);
    }
}
