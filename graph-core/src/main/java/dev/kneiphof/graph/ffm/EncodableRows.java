package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.RowError;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a batch that can be encoded, encoded into the session's request. Nearly always these are all: only when that
 * fails, each row is tried alone, to name the bad ones and, in a lenient batch, to go on with the others.
 *
 * @param numbers of the rows in the batch as it was given; empty when they are the same
 * @param refused the rows that could not be encoded
 */
record EncodableRows(List<BatchRow> rows, List<Integer> numbers, List<RowError> refused) {

    static EncodableRows of(Session session, GraphState graph, Batch batch) {
        try {
            encode(session, graph, batch.rows(), batch.lenient());
            return new EncodableRows(batch.rows(), List.of(), List.of());
        } catch (GraphException refused) {
            EncodableRows rest = withoutRefused(session, graph, batch, refused);
            encode(session, graph, rest.rows, true);
            return rest;
        }
    }

    /** The number of a row that was encoded in the batch as it was given. */
    int numberOf(int encoded) {
        return numbers.isEmpty() ? encoded : numbers.get(encoded);
    }

    private static EncodableRows withoutRefused(Session session, GraphState graph, Batch batch, GraphException whole) {
        var rows = new ArrayList<BatchRow>();
        var numbers = new ArrayList<Integer>();
        var refused = new ArrayList<RowError>();
        for (int row = 0; row < batch.size(); row++) {
            try {
                encode(session, graph, List.of(batch.row(row)), batch.lenient());
                rows.add(batch.row(row));
                numbers.add(row);
            } catch (GraphException bad) {
                Failure failure = bad.failure().row(row);
                if (!batch.lenient()) {
                    throw GraphException.of(failure);
                }
                refused.add(RowFailures.error(row, failure));
            }
        }
        if (refused.isEmpty()) {
            // No row is to blame: the batch as a whole is.
            throw whole;
        }
        return new EncodableRows(rows, numbers, refused);
    }

    private static void encode(Session session, GraphState graph, List<BatchRow> rows, boolean lenient) {
        PendingHandles pending = session.pending();
        pending.discard();
        BatchEncoder.encode(session.request(), rows, lenient, graph.options(), session.pending(graph.objects()));
    }
}
