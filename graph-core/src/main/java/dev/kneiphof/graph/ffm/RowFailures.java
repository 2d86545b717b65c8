package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.RowError;
import dev.kneiphof.graph.StatusCode;
import java.util.function.IntFunction;

/** What is wrong with a row of a batch: the engine names status, row and column, the values are still here. */
final class RowFailures {

    private static final long NO_ROW = -1;

    private RowFailures() {}

    /** The failure of a strict batch; where the engine names a row and no value, the row's id stands in. */
    static GraphException ofStrict(
            Session session, int status, int rows, IntFunction<String> idOf, GraphOptions options) {
        Failure failure = session.failure(status, "");
        boolean named = failure.row() != NO_ROW && failure.row() < rows;
        return PanicFrames.explained(GraphException.of(
                named && "".equals(failure.value()) ? failure.value(idOf.apply((int) failure.row())) : failure,
                options.outcomeTraces()));
    }

    static RowError ofLenient(NativeBuffer errors, long at, int number, BatchRow row, GraphOptions options) {
        StatusCode status = StatusCode.of(errors.getInt(at + Layouts.RowError.STATUS));
        int role = errors.getInt(at + Layouts.RowError.ROLE);
        Failure failure = Failure.of(status)
                .row(number)
                .value(valueOf(row, status, role))
                .detail(detailOf(status, role))
                .number(errors.getLong(at + Layouts.RowError.NUMBER))
                .limit(limitOf(role, options));
        return error(number, failure);
    }

    static RowError error(int number, Failure failure) {
        String value = failure.value();
        return new RowError(number, failure.status(), value == null ? "" : value, failure.message());
    }

    private static String valueOf(BatchRow row, StatusCode status, int role) {
        if (row instanceof BatchRow.EdgeRow(var operation, var edge)) {
            return valueOf(edge, status, role);
        }
        return row.id();
    }

    private static String valueOf(Edge edge, StatusCode status, int role) {
        if (role == Tags.SOURCE || status == StatusCode.SOURCE_NOT_FOUND) {
            return edge.source();
        }
        if (role == Tags.TARGET || status == StatusCode.TARGET_NOT_FOUND) {
            return edge.target();
        }
        String type = edge.type();
        return role == Tags.TYPE && type != null ? type : edge.effectiveId();
    }

    private static String detailOf(StatusCode status, int role) {
        String what = switch (role) {
            case Tags.ID -> "id";
            case Tags.SOURCE -> "source of an edge";
            case Tags.TARGET -> "target of an edge";
            case Tags.TYPE -> "type of an edge";
            case Tags.LABELS -> "label of a node";
            case Tags.ATTRIBUTE -> "attribute";
            default -> "row";
        };
        return status == StatusCode.LIMIT_EXCEEDED ? "length of the " + what + " in bytes" : what;
    }

    private static long limitOf(int role, GraphOptions options) {
        return switch (role) {
            case Tags.ID, Tags.SOURCE, Tags.TARGET -> options.idBytesMax();
            case Tags.TYPE, Tags.LABELS -> Ids.NAME_BYTES_MAX;
            case Tags.ATTRIBUTE -> options.valueBytesMax();
            default -> 0;
        };
    }
}
