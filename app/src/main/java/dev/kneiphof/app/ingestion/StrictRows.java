package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the rows of a request that goes in whole or not at all. They are read before the graph is touched, so a slow
 * client never holds it.
 */
final class StrictRows implements RowSink {

    private final int rowsMax;
    private final List<Row> rows = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private long refusals;
    private long received;

    StrictRows(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    @Override
    public void accept(Row row) {
        receive(row.number());
        if (refusals == 0) {
            rows.add(row);
        }
    }

    @Override
    public void refuse(RefusedRow row) {
        receive(row.number());
        refusals++;
        rows.clear();
        if (refused.size() < IngestionTally.ERRORS_MAX) {
            refused.add(row);
        }
    }

    /**
     * The rows, when all of them are good.
     *
     * @throws ApiProblem the row's own problem when one is bad, BATCH_REJECTED when several are
     */
    List<Row> require() {
        if (refusals == 0) {
            return rows;
        }
        List<ProblemError> errors = refused.stream().map(RefusedRow::error).toList();
        Failure failure = refusals == 1
                ? refused.getFirst().failure()
                : Failure.of(StatusCode.BATCH_REJECTED).number(refusals).limit(received);
        throw ApiProblem.of(failure).with(errors);
    }

    private void receive(long number) {
        received++;
        if (number >= rowsMax) {
            throw ApiProblem.limit(
                    "the number of rows of a strict request (send onError=skip to stream more)", number + 1, rowsMax);
        }
    }
}
