package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.ColumnChunk.Kind;
import dev.kneiphof.graph.Direction;
import java.util.ArrayList;
import java.util.List;

/** The calls about snapshots: what they answer are addresses, which are good until the snapshot is closed. */
final class SnapshotCalls {

    private static final int NODES = 0;
    private static final Kind[] KINDS = Kind.values();

    private SnapshotCalls() {}

    /** What a snapshot is. */
    record Opened(long number, long revision, long rows, int chunkRows) {

        int chunks() {
            return Math.toIntExact((rows + chunkRows - 1) / chunkRows);
        }

        int rowsOf(int chunk) {
            return (int) Math.min(chunkRows, rows - (long) chunk * chunkRows);
        }
    }

    /** Where a chunk lies, as the library tells it. */
    record Place(
            Kind kind, int rows, long values, long tags, long heap, long heapBytes, long valid, long nulls, long live) {

        static final long BITMAP_BYTES = 256;

        /** Bytes of the values. */
        long valueBytes() {
            return switch (kind) {
                case NONE -> 0;
                case BOOLEAN -> rows / 8;
                case CODE_8 -> rows;
                case CODE_16 -> 2L * rows;
                case CODE_32 -> 4L * rows;
                default -> 8L * rows;
            };
        }

        private long viewed() {
            long bitmaps = nulls == 0 ? 2 : 3;
            return valueBytes() + (tags == 0 ? 0 : rows) + heapBytes + bitmaps * BITMAP_BYTES;
        }
    }

    static Opened open(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.SNAPSHOT_OPEN);
            int status = KneiphofFunctions.snapshotOpen(graph, session.out(), session.report());
            session.end(NativeFunction.SNAPSHOT_OPEN, began, status, 0, 0, Layouts.Snapshot.BYTES);
            session.check(status);
            return new Opened(
                    session.outLong(Layouts.Snapshot.NUMBER),
                    session.outLong(Layouts.Snapshot.REVISION),
                    session.outLong(Layouts.Snapshot.NODE_ROWS),
                    Math.toIntExact(session.outLong(Layouts.Snapshot.CHUNK_ROWS)));
        } finally {
            session.exit();
        }
    }

    static void close(long snapshot) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.SNAPSHOT_CLOSE);
            int status = KneiphofFunctions.snapshotClose(snapshot, session.report());
            session.end(NativeFunction.SNAPSHOT_CLOSE, began, status, 0, 0, 0);
            session.check(status);
        } finally {
            session.exit();
        }
    }

    /** Where the chunks of a key lie. Counts as viewed what may be read there. */
    static List<Place> column(Opened snapshot, String key) {
        Session session = Session.enter();
        try {
            NativeBuffer in = session.request();
            in.clear();
            int length = in.putText(key, "key");
            NativeBuffer out = session.response();
            out.clear();
            out.require((long) Layouts.Chunk.BYTES * snapshot.chunks());
            long began = session.begin(NativeFunction.SNAPSHOT_COLUMN);
            int status = KneiphofFunctions.snapshotColumn(
                    snapshot.number(),
                    NODES,
                    in.address(),
                    length,
                    out.address(),
                    snapshot.chunks(),
                    session.out(),
                    session.report());
            long bytes = Layouts.Chunk.BYTES * (status == 0 ? session.outLong(0) : 0);
            session.end(NativeFunction.SNAPSHOT_COLUMN, began, status, snapshot.rows(), length, bytes);
            session.check(status);
            List<Place> places = new ArrayList<>();
            for (int chunk = 0; chunk < snapshot.chunks(); chunk++) {
                places.add(place(out, (long) Layouts.Chunk.BYTES * chunk));
            }
            session.viewed(
                    NativeFunction.SNAPSHOT_COLUMN,
                    places.stream().mapToLong(Place::viewed).sum());
            return places;
        } finally {
            session.exit();
        }
    }

    private static Place place(NativeBuffer out, long at) {
        return new Place(
                KINDS[out.getInt(at + Layouts.Chunk.KIND)],
                out.getInt(at + Layouts.Chunk.ROWS),
                out.getLong(at + Layouts.Chunk.VALUES),
                out.getLong(at + Layouts.Chunk.TAGS),
                out.getLong(at + Layouts.Chunk.HEAP),
                out.getLong(at + Layouts.Chunk.HEAP_LENGTH),
                out.getLong(at + Layouts.Chunk.VALID),
                out.getLong(at + Layouts.Chunk.NULLS),
                out.getLong(at + Layouts.Chunk.LIVE));
    }

    /**
     * A bit for each row whose node passes the predicate. Every node that is asked about is a crossing of its own and counted
     * as one.
     */
    static long[] filter(Opened snapshot, long predicate, long number, PredicateScan scan) {
        Session session = Session.enter();
        try {
            NativeBuffer out = session.response();
            int words = Math.toIntExact((snapshot.rows() + 63) / 64);
            out.clear();
            out.require(8L * words);
            long began = session.begin(NativeFunction.SNAPSHOT_FILTER);
            int status = KneiphofFunctions.snapshotFilter(
                    snapshot.number(), predicate, number, out.address(), words, session.out(), session.report());
            session.end(NativeFunction.SNAPSHOT_FILTER, began, status, scan.asked(), 0, 8L * words);
            session.calledBack(NativeFunction.SNAPSHOT_FILTER, scan.asked());
            scan.rethrow();
            session.check(status);
            var bitmap = new long[words];
            for (int word = 0; word < words; word++) {
                bitmap[word] = out.getLong(8L * word);
            }
            return bitmap;
        } finally {
            session.exit();
        }
    }

    /** Where compressed sparse rows lie, as the library tells it. */
    record Rows(long offsets, long targets, long edges, long nodes, long entries) {}

    /** Where the structure of the snapshot lies. Counts as viewed what may be read there. */
    static Rows rows(Opened snapshot, Direction direction, boolean withEdges) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.SNAPSHOT_CSR);
            int status = KneiphofFunctions.snapshotCsr(
                    snapshot.number(),
                    QueryEncoder.codeOf(direction),
                    withEdges ? 1 : 0,
                    session.out(),
                    RunControl.currentAddress(),
                    session.report());
            session.end(NativeFunction.SNAPSHOT_CSR, began, status, snapshot.rows(), 0, Layouts.Csr.BYTES);
            session.check(status);
            var rows = new Rows(
                    session.outLong(Layouts.Csr.OFFSETS),
                    session.outLong(Layouts.Csr.TARGETS),
                    session.outLong(Layouts.Csr.EDGES),
                    session.outLong(Layouts.Csr.NODES),
                    session.outLong(Layouts.Csr.ENTRIES));
            long viewed = withEdges ? rows.entries() : rows.nodes() + 1 + rows.entries();
            session.viewed(NativeFunction.SNAPSHOT_CSR, 4 * viewed);
            return rows;
        } finally {
            session.exit();
        }
    }

    /** Addresses and lengths, in turn, of the texts of a key by code. */
    static long[] texts(Opened snapshot, String key) {
        Session session = Session.enter();
        try {
            NativeBuffer in = session.request();
            in.clear();
            int length = in.putText(key, "key");
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.SNAPSHOT_TEXTS);
                status = KneiphofFunctions.snapshotTexts(
                        snapshot.number(),
                        NODES,
                        in.address(),
                        length,
                        out.address(),
                        out.capacity() / Layouts.Text.BYTES,
                        session.out(),
                        session.report());
                long count = status == 0 ? session.outLong(0) : 0;
                session.end(NativeFunction.SNAPSHOT_TEXTS, began, status, count, length, count * Layouts.Text.BYTES);
            } while (session.outgrown(status, out, Layouts.Text.BYTES));
            session.check(status);
            return places(session, NativeFunction.SNAPSHOT_TEXTS, out);
        } finally {
            session.exit();
        }
    }

    /** Addresses and lengths, in turn, of the ids of a chunk by row. */
    static long[] ids(Opened snapshot, int chunk) {
        Session session = Session.enter();
        try {
            NativeBuffer out = session.response();
            out.clear();
            out.require((long) Layouts.Text.BYTES * snapshot.chunkRows());
            long began = session.begin(NativeFunction.SNAPSHOT_IDS);
            int status = KneiphofFunctions.snapshotIds(
                    snapshot.number(), chunk, out.address(), snapshot.chunkRows(), session.out(), session.report());
            long count = status == 0 ? session.outLong(0) : 0;
            session.end(NativeFunction.SNAPSHOT_IDS, began, status, count, 0, count * Layouts.Text.BYTES);
            session.check(status);
            return places(session, NativeFunction.SNAPSHOT_IDS, out);
        } finally {
            session.exit();
        }
    }

    /** Addresses and lengths, in turn, of the ids of rows. */
    static long[] idsOf(Opened snapshot, long[] rows, int count) {
        Session session = Session.enter();
        try {
            NativeBuffer in = session.request();
            in.clear();
            in.require(8L * count);
            for (int i = 0; i < count; i++) {
                in.putLong(rows[i]);
            }
            NativeBuffer out = session.response();
            out.clear();
            out.require((long) Layouts.Text.BYTES * count);
            long began = session.begin(NativeFunction.SNAPSHOT_IDS_OF);
            int status = KneiphofFunctions.snapshotIdsOf(
                    snapshot.number(), in.address(), count, out.address(), session.report());
            session.end(
                    NativeFunction.SNAPSHOT_IDS_OF,
                    began,
                    status,
                    count,
                    8L * count,
                    (long) Layouts.Text.BYTES * count);
            session.check(status);
            return places(session, NativeFunction.SNAPSHOT_IDS_OF, out, count);
        } finally {
            session.exit();
        }
    }

    private static long[] places(Session session, NativeFunction function, NativeBuffer out) {
        return places(session, function, out, session.outLong(0));
    }

    private static long[] places(Session session, NativeFunction function, NativeBuffer out, long count) {
        var places = new long[Math.toIntExact(2 * count)];
        long viewed = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = out.getLong(8L * i);
            viewed += i % 2 == 0 ? 0 : places[i];
        }
        session.viewed(function, viewed);
        return places;
    }
}
