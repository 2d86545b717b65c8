package dev.kneiphof.graph.ffm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The handles given out for one change: kept when it succeeds, released when it or the row they belong to fails. */
final class PendingHandles implements OpaqueHandles {

    private static final long[] NONE = new long[0];

    private @Nullable OpaqueRegistry registry;
    private long[] handles = new long[0];
    private int[] rows = new int[0];
    private int count;
    private int row;

    PendingHandles begin(OpaqueRegistry newRegistry) {
        registry = newRegistry;
        count = 0;
        row = 0;
        return this;
    }

    /** The handles from here on belong to this row of a batch. */
    void row(int newRow) {
        row = newRow;
    }

    @Override
    public long register(Object object) {
        if (count == handles.length) {
            handles = Arrays.copyOf(handles, 2 * count + 8);
            rows = Arrays.copyOf(rows, 2 * count + 8);
        }
        long handle = registry().register(object);
        handles[count] = handle;
        rows[count++] = row;
        return handle;
    }

    void discard() {
        for (int i = 0; i < count; i++) {
            registry().release(handles[i]);
        }
        count = 0;
    }

    void discardRow(int rejected) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == rejected) {
                registry().release(handles[i]);
            }
        }
    }

    /** Answers the handles and forgets them. */
    long[] keep() {
        long[] kept = count == 0 ? NONE : Arrays.copyOf(handles, count);
        count = 0;
        return kept;
    }

    private OpaqueRegistry registry() {
        OpaqueRegistry current = registry;
        if (current == null) {
            throw new IllegalStateException("a change is begun before objects are registered");
        }
        return current;
    }
}
