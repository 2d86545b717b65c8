package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.bench.BenchGraph;
import org.jspecify.annotations.Nullable;

/** Writes batches straight from arrays and lets them cross: the floor below every encoder of rows. */
final class ColumnIngest {

    private static final int ROWS_OF_A_BATCH = 4_096;
    private static final int NODES = 0;
    private static final int EDGES = 1;
    private static final int ADD = 0;
    private static final int BATCH_HEAD_BYTES = 24;
    private static final int DESCRIPTOR_BYTES = 48;

    private final long graph;
    private final NativeBuffer out = new NativeBuffer(1 << 20);
    private final NativeBuffer applied = new NativeBuffer(Layouts.Applied.BYTES);
    private long descriptor;

    ColumnIngest(long graph) {
        this.graph = graph;
    }

    void load(BenchGraph bench) {
        for (int first = 0; first < bench.nodes(); first += ROWS_OF_A_BATCH) {
            nodes(bench, first, Math.min(ROWS_OF_A_BATCH, bench.nodes() - first));
        }
        for (int first = 0; first < bench.edges(); first += ROWS_OF_A_BATCH) {
            edges(bench, first, Math.min(ROWS_OF_A_BATCH, bench.edges() - first));
        }
    }

    /** Nodes without attributes, all in one batch. */
    void nodes(String[] ids) {
        begin(NODES, ids.length, 1);
        texts(Tags.ID, ids, null, 0, ids.length);
        cross();
    }

    private void nodes(BenchGraph bench, int first, int rows) {
        begin(NODES, rows, 3);
        texts(Tags.ID, bench.ids, null, first, rows);
        floats("value", bench.values, first, rows);
        codes("status", BenchGraph.STATUSES, bench.statuses, first, rows);
        cross();
    }

    private void edges(BenchGraph bench, int first, int rows) {
        begin(EDGES, rows, 3);
        texts(Tags.SOURCE, bench.ids, bench.sources, first, rows);
        texts(Tags.TARGET, bench.ids, bench.targets, first, rows);
        floats("weight", bench.weights, first, rows);
        cross();
    }

    /** One batch of one section. */
    private void begin(int subject, int rows, int columns) {
        out.clear();
        out.putInt(Tags.BATCH);
        out.putInt(1);
        out.putLong(0);
        out.putInt(0);
        out.putInt(rows);
        out.putInt(subject | ADD << 8);
        out.putInt(rows);
        out.putInt(columns);
        out.putInt(0);
        out.putLong(0);
        descriptor = out.size();
        out.putZeros((long) DESCRIPTOR_BYTES * columns);
    }

    private void cross() {
        out.setLong(8, out.size());
        out.setLong(BATCH_HEAD_BYTES + 16, out.size() - BATCH_HEAD_BYTES);
        AbiGraph.require(KneiphofFunctions.graphApply(graph, out.address(), out.size(), applied.address(), 0, 0, 0, 0));
    }

    /** Offsets count from the start of the section. */
    private long at() {
        return out.size() - BATCH_HEAD_BYTES;
    }

    private void column(int role, int layout, String key) {
        long keyAt = at();
        int keyBytes = out.putText(key, "key of an attribute");
        out.pad(BATCH_HEAD_BYTES);
        out.setLong(descriptor, role | layout << 8 | (long) keyBytes << 32);
        out.setLong(descriptor + 8, keyBytes == 0 ? 0 : keyAt);
        out.setLong(descriptor + 24, at());
        descriptor += DESCRIPTOR_BYTES;
    }

    private void bytes(long start, long count) {
        out.setLong(descriptor - DESCRIPTOR_BYTES + 32, start);
        out.setLong(descriptor - DESCRIPTOR_BYTES + 40, count);
    }

    private void floats(String key, double[] values, int first, int rows) {
        column(Tags.ATTRIBUTE, Tags.FLOAT, key);
        for (int row = first; row < first + rows; row++) {
            out.putLong(Double.doubleToRawLongBits(values[row]));
        }
    }

    /** The texts of a range, or of the places that a range holds. */
    private void texts(int role, String[] texts, int @Nullable [] places, int first, int rows) {
        column(role, Tags.TEXT, "");
        long offsets = out.skip(4L * (rows + 1));
        out.pad(BATCH_HEAD_BYTES);
        long start = out.size();
        out.setInt(offsets, 0);
        for (int row = 0; row < rows; row++) {
            out.putText(texts[places == null ? first + row : places[first + row]], "id of a node");
            out.setInt(offsets + 4L * (row + 1), (int) (out.size() - start));
        }
        bytes(start - BATCH_HEAD_BYTES, out.size() - start);
        out.pad(BATCH_HEAD_BYTES);
    }

    private void codes(String key, String[] dictionary, byte[] codes, int first, int rows) {
        column(Tags.ATTRIBUTE, Tags.DICTIONARY, key);
        // A dictionary holds its texts in the order of their first rows.
        boolean swapped = codes[first] == 1;
        for (int row = first; row < first + rows; row++) {
            out.putInt(swapped ? 1 - codes[row] : codes[row]);
        }
        out.pad(BATCH_HEAD_BYTES);
        long start = at();
        String one = dictionary[swapped ? 1 : 0];
        String other = dictionary[swapped ? 0 : 1];
        out.putInt(0);
        out.putInt(one.length());
        out.putInt(one.length() + other.length());
        out.putText(one, "status");
        out.putText(other, "status");
        bytes(start, dictionary.length);
        out.pad(BATCH_HEAD_BYTES);
    }
}
