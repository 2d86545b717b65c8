package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.NodePredicate;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A predicate that native code asks about each node of a snapshot. */
final class PredicateScan {

    private final NativeColumns columns;
    private final NodePredicate predicate;
    private final RowCursor cursor;

    /** What the predicate threw: it ended the scan. */
    @Nullable
    Throwable thrown;

    private long asked;

    private PredicateScan(NativeColumns columns, NodePredicate predicate) {
        this.columns = columns;
        this.predicate = predicate;
        this.cursor = new RowCursor(columns, columns::require);
    }

    /** Ids of the nodes that pass, in order of arrival. */
    static List<String> ids(NativeColumns columns, NodePredicate predicate) {
        StackReserve.require();
        return new PredicateScan(columns, predicate).run();
    }

    boolean passes(long row) {
        if ((++asked & RunControl.ROWS_UNCHECKED_MAX - 1) == 0) {
            RunControl.advance(RunControl.ROWS_UNCHECKED_MAX);
        }
        return predicate.test(cursor.moveTo(row));
    }

    /** How many nodes native code has asked about. */
    long asked() {
        return asked;
    }

    private List<String> run() {
        RunControl.expect(columns.rows());
        long[] bitmap;
        int number = PredicateUpcall.enter(this);
        try {
            bitmap = SnapshotCalls.filter(columns.snapshot(), PredicateUpcall.address(), number, this);
        } finally {
            PredicateUpcall.leave(number);
            cursor.end();
        }
        var rows = LongStream.builder();
        for (int word = 0; word < bitmap.length; word++) {
            for (long left = bitmap[word]; left != 0; left &= left - 1) {
                rows.add(64L * word + Long.numberOfTrailingZeros(left));
            }
        }
        return columns.ids(rows.build().toArray());
    }

    /** What the predicate threw leaves from here as it is, with the stack of its own. */
    void rethrow() {
        Throwable cause = thrown;
        if (cause != null) {
            throw PredicateScan.<RuntimeException>unchecked(cause);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // a predicate may throw what the compiler did not see
    private static <T extends Throwable> T unchecked(Throwable cause) throws T {
        throw (T) cause;
    }
}
