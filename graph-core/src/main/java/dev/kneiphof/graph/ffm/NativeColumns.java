package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.NodeColumns;
import dev.kneiphof.graph.NodeRow;
import dev.kneiphof.graph.TextView;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Columns of a snapshot in native memory. */
final class NativeColumns implements NodeColumns {

    private final SnapshotCalls.Opened snapshot;
    private final SnapshotHandle handle;
    private final OpaqueRegistry objects;
    private final Map<String, List<ColumnChunk>> columns = new LinkedHashMap<>();
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final Map<Integer, long[]> ids = new ConcurrentHashMap<>();

    /** {@code keep} is that of the objects, which were asked for before the snapshot. */
    private NativeColumns(OpaqueRegistry objects, long keep, SnapshotCalls.Opened snapshot) {
        this.snapshot = snapshot;
        this.handle = new SnapshotHandle(this, snapshot.number(), () -> objects.done(keep));
        this.objects = objects;
    }

    static NativeColumns open(GraphState graph, List<String> keys) {
        List<String> wanted = List.copyOf(keys);
        NativeColumns opened = open(graph);
        try {
            wanted.forEach(opened::load);
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    private static NativeColumns open(GraphState graph) {
        OpaqueRegistry objects = graph.objects();
        long keep = objects.keep();
        try {
            return new NativeColumns(objects, keep, SnapshotCalls.open(graph.number()));
        } catch (RuntimeException refused) {
            objects.done(keep);
            throw refused;
        }
    }

    private List<ColumnChunk> load(String key) {
        List<ColumnChunk> loaded = chunksOf(key);
        columns.put(key, loaded);
        return loaded;
    }

    private List<ColumnChunk> chunksOf(String key) {
        List<SnapshotCalls.Place> places = SnapshotCalls.column(snapshot, key);
        List<ColumnChunk> chunks = new ArrayList<>(places.size());
        for (int index = 0; index < places.size(); index++) {
            long first = (long) index * snapshot.chunkRows();
            chunks.add(new NativeChunk(this, key, first, snapshot.rowsOf(index), places.get(index)));
        }
        return List.copyOf(chunks);
    }

    /** The column of a key, asked for now if it was not before: for one thread that has the columns to itself. */
    List<ColumnChunk> require(String key) {
        List<ColumnChunk> chunks = columns.get(key);
        return chunks == null ? load(key) : chunks;
    }

    SnapshotCalls.Opened snapshot() {
        return snapshot;
    }

    int chunkOf(long row) {
        return (int) (row / snapshot.chunkRows());
    }

    long firstRowOf(int chunk) {
        return (long) chunk * snapshot.chunkRows();
    }

    @Override
    public long revision() {
        return snapshot.revision();
    }

    @Override
    public List<String> keys() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public long rows() {
        return snapshot.rows();
    }

    @Override
    public List<ColumnChunk> chunks(String key) {
        return requireKey(key);
    }

    private List<ColumnChunk> requireKey(String key) {
        List<ColumnChunk> chunks = columns.get(key);
        if (chunks == null) {
            throw new IllegalArgumentException("the columns were opened without the key '" + key + "'");
        }
        return chunks;
    }

    @Override
    public List<String> texts(String key) {
        handle.requireOpen();
        requireKey(key);
        return texts.computeIfAbsent(key, wanted -> {
            long[] places = SnapshotCalls.texts(snapshot, wanted);
            List<String> read = new ArrayList<>(places.length / 2);
            for (int i = 0; i < places.length; i += 2) {
                read.add(text(places[i], places[i + 1]));
            }
            return List.copyOf(read);
        });
    }

    @Override
    public String id(long row) {
        return idView(row).toString();
    }

    @Override
    public List<String> ids(long... rows) {
        handle.requireOpen();
        if (rows.length == 0) {
            return List.of();
        }
        for (long row : rows) {
            Objects.checkIndex(row, snapshot.rows());
        }
        long[] places = SnapshotCalls.idsOf(snapshot, rows, rows.length);
        List<String> read = new ArrayList<>(rows.length);
        for (int i = 0; i < places.length; i += 2) {
            read.add(text(places[i], places[i + 1]));
        }
        return Collections.unmodifiableList(read);
    }

    @Override
    public TextView idView(long row) {
        handle.requireOpen();
        Objects.checkIndex(row, snapshot.rows());
        int chunk = chunkOf(row);
        int at = (int) (row - firstRowOf(chunk));
        long[] places = ids.computeIfAbsent(chunk, index -> SnapshotCalls.ids(snapshot, index));
        return new TextView(view(places[2 * at], places[2 * at + 1]));
    }

    @Override
    public void forEachNode(Consumer<NodeRow> action) {
        handle.read(() -> {
            var cursor = new RowCursor(this, this::requireKey);
            try {
                RunControl.expect(rows());
                for (ColumnChunk chunk : anyColumn()) {
                    forEachLiving(chunk, row -> action.accept(cursor.moveTo(row)));
                }
            } finally {
                cursor.end();
            }
        });
    }

    /** Every column tells which rows are there, even that of a key that nobody has. */
    private List<ColumnChunk> anyColumn() {
        return columns.isEmpty() ? chunksOf("") : columns.values().iterator().next();
    }

    private static void forEachLiving(ColumnChunk chunk, LongConsumer action) {
        for (int word = 0; 64 * word < chunk.rows(); word++) {
            long first = chunk.firstRow() + 64L * word;
            for (long left = chunk.live().getAtIndex(JAVA_LONG, word); left != 0; left &= left - 1) {
                action.accept(first + Long.numberOfTrailingZeros(left));
            }
            RunControl.advance(Math.min(RunControl.ROWS_UNCHECKED_MAX, chunk.rows() - 64 * word));
        }
    }

    MemorySegment view(long address, long bytes) {
        return handle.view(address, bytes);
    }

    Object object(long number) {
        return objects.get(number);
    }

    private String text(long address, long bytes) {
        return new String(view(address, bytes).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        handle.close();
    }
}
