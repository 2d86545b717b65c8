package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.EdgeAlreadyExistsException;
import dev.kneiphof.graph.EdgeNotFoundException;
import dev.kneiphof.graph.NodeAlreadyExistsException;
import dev.kneiphof.graph.NodeNotFoundException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * PUT of a node or edge: creates or replaces it, or only the one of the two that the conditions leave. What the conditions
 * forbid is a mismatch (412), not a conflict.
 */
record ConditionalPut(Row row) {

    /** A node or edge as the request wants it. */
    interface Row {

        String id();

        /** Crosses once. */
        void add();

        /** Returns whether it was added. Crosses once. */
        boolean upsert();

        /** Crosses once. */
        void replace(long expectedVersion);

        /** The version of the row that the graph has now, if it has one. Crosses once. */
        OptionalLong version();
    }

    /** Returns whether the row was created. */
    boolean put(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ETags.requiresAbsence(ifNoneMatch)) {
            create();
            return true;
        }
        if (ifMatch == null) {
            return row.upsert();
        }
        long version =
                ETags.isStar(ifMatch) ? currentVersion() : ETags.expected(ifMatch, row.id(), this::currentVersion);
        try {
            row.replace(version);
            return false;
        } catch (NodeNotFoundException | EdgeNotFoundException nothingToMatch) {
            throw ETags.mismatch(row.id());
        }
    }

    private void create() {
        try {
            row.add();
        } catch (NodeAlreadyExistsException | EdgeAlreadyExistsException present) {
            throw ETags.mismatch(row.id());
        }
    }

    private long currentVersion() {
        return row.version().orElseThrow(() -> ETags.mismatch(row.id()));
    }
}
