package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.bench.Answers;
import dev.kneiphof.graph.bench.BenchGraph;
import java.util.List;

/**
 * The engine called through the bindings alone: columns go in, numbers and rows stay in native memory. What is left when no
 * Java object stands for a row: the floor below the Java API, and what a columnar API can reach.
 */
public final class AbiGraph implements Answers {

    private static final int OUT = 0;
    private static final int ANY_TYPE = 0;
    private static final int ARRIVAL = 0;
    private static final int NO_REPORT = 0;
    private static final int QUERY_LIMIT = 24;
    private static final int ROWS_HEAD = 16;
    private static final int ROW_ID_BYTES = 20;
    private static final int ROW_SLOT_COUNT = 34;
    private static final int ROW_SLOTS = 40;
    private static final int SLOT_BYTES = 16;
    /** Of the first attribute, which is {@code value}. */
    private static final int FIRST_VALUE = ROW_SLOTS + 8;

    private final long graph = GraphCalls.open(GraphOptions.defaults());
    private final NativeBuffer in = new NativeBuffer(64 << 10);
    private final NativeBuffer query = new NativeBuffer(1 << 10);
    private final NativeBuffer out = new NativeBuffer(1 << 20);
    private final NativeBuffer near = new NativeBuffer(64 << 10);
    private final NativeBuffer numbers = new NativeBuffer(64 << 10);
    private final NativeBuffer page = new NativeBuffer(64);
    private int valueKey;
    private long[] visits = {};
    private long visit;

    private AbiGraph() {
        QueryEncoder.encode(
                query,
                Query.all()
                        .filter(Filter.and(
                                Filter.attribute("value").greaterThan(50.0),
                                Filter.attribute("status").equalTo("active"))));
        // The limit of a page is the Java API's: numbers alone may come all at once.
        query.setInt(QUERY_LIMIT, Integer.MAX_VALUE);
    }

    public static AbiGraph load(BenchGraph bench) {
        AbiGraph abi = new AbiGraph();
        new ColumnIngest(abi.graph).load(bench);
        abi.valueKey = abi.symbol("value") + 1;
        abi.visits = new long[bench.nodes()];
        abi.out.require(8L * bench.nodes());
        return abi;
    }

    /** Nodes without attributes. */
    static void addNodes(long graph, String[] ids) {
        new ColumnIngest(graph).nodes(ids);
    }

    private int symbol(String key) {
        in.clear();
        int length = in.putText(key, "key of an attribute");
        require(KneiphofFunctions.graphIntern(graph, in.address(), length, page.address(), NO_REPORT));
        return page.getInt(0);
    }

    private int put(String id) {
        in.clear();
        return in.putText(id, "id of a node");
    }

    static void require(int status) {
        if (status != 0) {
            throw new IllegalStateException("status " + status);
        }
    }

    @Override
    public double value(String id) {
        int length = put(id);
        long value = page.address();
        require(KneiphofFunctions.graphTryNodeValue(
                graph, in.address(), length, valueKey, value, out.address(), out.capacity(), NO_REPORT));
        return Double.longBitsToDouble(page.getLong(Layouts.Value.WORD));
    }

    /** Adds the values of many nodes, one after the other, to a sum. */
    public double addValues(double before, List<String> ids) {
        in.clear();
        in.skip(4L * (ids.size() + 1));
        in.pad(0);
        long bytesAt = in.size();
        in.setInt(0, 0);
        for (int i = 0; i < ids.size(); i++) {
            in.putText(ids.get(i), "id of a node");
            in.setInt(4L * (i + 1), (int) (in.size() - bytesAt));
        }
        require(KneiphofFunctions.graphGetNodes(
                graph,
                in.address(),
                in.address() + bytesAt,
                ids.size(),
                out.address(),
                out.capacity(),
                page.address(),
                0,
                NO_REPORT));
        double sum = before;
        for (int i = 0; i < ids.size(); i++) {
            sum += Double.longBitsToDouble(out.getLong(out.getLong(ROWS_HEAD + 8L * i) + FIRST_VALUE));
        }
        return sum;
    }

    @Override
    public int filter() {
        require(KneiphofFunctions.graphQueryNodes(
                graph, query.address(), query.size(), out.address(), out.capacity() / 8, page.address(), 0, NO_REPORT));
        return (int) page.getLong(Layouts.Page.COUNT);
    }

    @Override
    public int oneHop(String id) {
        int length = put(id);
        return neighbors(in.address(), length, out);
    }

    private int neighbors(long id, int length, NativeBuffer into) {
        long capacity = into.capacity() / Layouts.Neighbor.BYTES;
        require(KneiphofFunctions.graphNeighbors(
                graph, id, length, OUT, ANY_TYPE, ARRIVAL, 0, into.address(), capacity, page.address(), 0, NO_REPORT));
        int count = (int) page.getLong(Layouts.Page.COUNT);
        if (count < page.getLong(Layouts.Page.TOTAL)) {
            into.clear();
            into.require(page.getLong(Layouts.Page.TOTAL) * Layouts.Neighbor.BYTES);
            return neighbors(id, length, into);
        }
        return count;
    }

    /** Numbers of the neighbors, their rows for their ids, and the neighbors of each: the ids never become Java texts. */
    @Override
    public int twoHops(String id) {
        visit++;
        int length = put(id);
        require(KneiphofFunctions.graphFindNode(graph, in.address(), length, page.address(), NO_REPORT));
        visits[(int) page.getLong(0)] = visit;
        int nearCount = neighbors(in.address(), length, near);
        int reached = reach(near, nearCount);
        numbers.clear();
        for (int i = 0; i < nearCount; i++) {
            numbers.putLong(near.getLong((long) Layouts.Neighbor.BYTES * i));
        }
        NativeBuffer rows = in;
        rows.clear();
        rows.require(256L * (nearCount + 1));
        require(KneiphofFunctions.graphReadNodes(
                graph, numbers.address(), nearCount, rows.address(), rows.capacity(), page.address(), 0, NO_REPORT));
        for (int i = 0; i < nearCount; i++) {
            long row = rows.getLong(ROWS_HEAD + 8L * i);
            int slots = rows.getInt(row + ROW_SLOT_COUNT) & 0xFFFF;
            long idAt = rows.address() + row + ROW_SLOTS + (long) SLOT_BYTES * slots;
            reached += reach(out, neighbors(idAt, rows.getInt(row + ROW_ID_BYTES), out));
        }
        return reached;
    }

    private int reach(NativeBuffer found, int count) {
        int reached = 0;
        for (int i = 0; i < count; i++) {
            int row = found.getInt((long) Layouts.Neighbor.BYTES * i);
            if (visits[row] != visit) {
                visits[row] = visit;
                reached++;
            }
        }
        return reached;
    }

    @Override
    public void close() {
        GraphCalls.close(graph);
    }
}
