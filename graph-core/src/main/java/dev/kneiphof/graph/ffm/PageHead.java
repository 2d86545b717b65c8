package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Cursor;
import dev.kneiphof.graph.Page;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a call says of the page it answered. */
record PageHead(long count, long total, long cursor, long revision) {

    /** Reads the session's out-parameters, which the next call overwrites. */
    static PageHead of(Session session) {
        return new PageHead(
                session.outLong(Layouts.Page.COUNT),
                session.outLong(Layouts.Page.TOTAL),
                session.outLong(Layouts.Page.CURSOR),
                session.outLong(Layouts.Page.REVISION));
    }

    /** The page with these rows; null when one of them is missing. */
    <T> @Nullable Page<T> page(List<? extends @Nullable T> rows) {
        if (rows.stream().anyMatch(Objects::isNull)) {
            return null;
        }
        Cursor next = cursor == 0 ? null : new Cursor(cursor, revision);
        return new Page<>(rows.stream().<T>map(Objects::requireNonNull).toList(), total, next, revision);
    }
}
