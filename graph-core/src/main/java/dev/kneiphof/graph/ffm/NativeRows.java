package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.kneiphof.graph.CompressedRows;
import dev.kneiphof.graph.Direction;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Compressed sparse rows of a snapshot in native memory. */
final class NativeRows implements CompressedRows {

    private final SnapshotCalls.Opened snapshot;
    private final SnapshotHandle handle;
    private final Direction direction;
    private volatile SnapshotCalls.Rows rows;

    private NativeRows(SnapshotCalls.Opened snapshot, Direction direction) {
        this.snapshot = snapshot;
        this.direction = direction;
        rows = SnapshotCalls.rows(snapshot, direction, false);
        handle = new SnapshotHandle(this, snapshot.number(), () -> {});
    }

    static NativeRows open(GraphState graph, Direction direction) {
        SnapshotCalls.Opened snapshot = SnapshotCalls.open(graph.number());
        try {
            return new NativeRows(snapshot, direction);
        } catch (RuntimeException refused) {
            SnapshotCalls.close(snapshot.number());
            throw refused;
        }
    }

    @Override
    public long revision() {
        return snapshot.revision();
    }

    @Override
    public long nodes() {
        return rows.nodes();
    }

    @Override
    public long entries() {
        return rows.entries();
    }

    @Override
    public MemorySegment offsets() {
        return handle.view(rows.offsets(), 4 * (rows.nodes() + 1));
    }

    @Override
    public MemorySegment targets() {
        return handle.view(rows.targets(), 4 * rows.entries());
    }

    @Override
    public MemorySegment edges() {
        handle.requireOpen();
        if (rows.edges() == 0) {
            rows = LongCalls.call(() -> SnapshotCalls.rows(snapshot, direction, true));
        }
        return handle.view(rows.edges(), 4 * rows.entries());
    }

    @Override
    public List<String> ids(long... wanted) {
        handle.requireOpen();
        if (wanted.length == 0) {
            return List.of();
        }
        for (long row : wanted) {
            Objects.checkIndex(row, snapshot.rows());
        }
        long[] places = SnapshotCalls.idsOf(snapshot, wanted, wanted.length);
        List<String> ids = new ArrayList<>(wanted.length);
        for (int i = 0; i < places.length; i += 2) {
            byte[] id = handle.view(places[i], places[i + 1]).toArray(JAVA_BYTE);
            ids.add(new String(id, StandardCharsets.UTF_8));
        }
        return Collections.unmodifiableList(ids);
    }

    @Override
    public void close() {
        handle.close();
    }
}
