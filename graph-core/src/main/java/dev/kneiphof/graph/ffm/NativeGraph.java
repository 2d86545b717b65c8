package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchResult;
import dev.kneiphof.graph.CompressedRows;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeBlock;
import dev.kneiphof.graph.EdgeChange;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.FilterExplanation;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphCounts;
import dev.kneiphof.graph.GraphDescription;
import dev.kneiphof.graph.GraphMemory;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.GraphShape;
import dev.kneiphof.graph.Index;
import dev.kneiphof.graph.LayoutOptions;
import dev.kneiphof.graph.MemoryEstimate;
import dev.kneiphof.graph.Neighbor;
import dev.kneiphof.graph.NeighborCount;
import dev.kneiphof.graph.NeighborLists;
import dev.kneiphof.graph.NeighborQuery;
import dev.kneiphof.graph.Neighborhood;
import dev.kneiphof.graph.NeighborhoodQuery;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeBlock;
import dev.kneiphof.graph.NodeChange;
import dev.kneiphof.graph.NodeColumns;
import dev.kneiphof.graph.NodePredicate;
import dev.kneiphof.graph.NodeValues;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Positions;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.Shrunk;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import dev.kneiphof.graph.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The graph in native memory: checks what needs no native state, then leaves the work to the calls of each kind. */
public final class NativeGraph implements Graph {

    /** So many rows take about 50 microseconds, more than a hop to another thread and back. */
    private static final int LONG_ROWS = 512;

    private final GraphState state;
    private final NodeCalls nodes;
    private final SchemaCalls nodeRows;
    private final EdgeCalls edges;
    private final SchemaCalls edgeRows;
    private final ValueCalls values;
    private final QueryCalls queries;
    private final NeighborCalls neighbors;
    private final BatchedReadCalls reads;
    private final BatchCalls batches;
    private final BlockCalls blocks;

    private NativeGraph(GraphOptions options, long number) {
        state = new GraphState(new GraphHandle(number), options, new SymbolTable(number), new OpaqueRegistry());
        nodeRows = new SchemaCalls(state, GraphShape.Subject.NODE);
        nodes = new NodeCalls(state, nodeRows);
        edgeRows = new SchemaCalls(state, GraphShape.Subject.EDGE);
        edges = new EdgeCalls(state, edgeRows);
        values = new ValueCalls(state);
        queries = new QueryCalls(state);
        neighbors = new NeighborCalls(state, nodes, queries);
        reads = new BatchedReadCalls(state);
        batches = new BatchCalls(state);
        blocks = new BlockCalls(state, batches);
    }

    public static Graph open(GraphOptions options) {
        NativeLibrary.require();
        return new NativeGraph(options, GraphCalls.open(options));
    }

    @Override
    public GraphOptions options() {
        return state.options();
    }

    @Override
    public long nodeCount() {
        return GraphCalls.nodeCount(state.handle().number());
    }

    @Override
    public GraphCounts counts() {
        return GraphCalls.counts(state.handle().number());
    }

    @Override
    public GraphDescription describe() {
        return DescriptionDecoder.decode(GraphCalls.describe(state.number()));
    }

    @Override
    public GraphMemory memory() {
        return DescriptionDecoder.decodeMemory(GraphCalls.memory(state.handle().number()));
    }

    @Override
    public void compact() {
        longCall(() -> {
            GraphCalls.compact(state.number());
            return true;
        });
    }

    @Override
    public Shrunk shrink() {
        return longCall(() -> SizeCalls.shrink(state.number()));
    }

    /** What a graph of this shape will take; needs no graph. */
    public static MemoryEstimate estimateMemory(GraphShape shape) {
        return SizeCalls.estimate(shape);
    }

    @Override
    public boolean declareIndex(Index index) {
        return longCall(() -> IndexCalls.declare(state.number(), index));
    }

    @Override
    public boolean dropIndex(Index index) {
        return IndexCalls.drop(state.number(), index);
    }

    @Override
    public void addNode(Node node) {
        nodes.write(Operation.ADD, node, 0);
    }

    @Override
    public boolean upsertNode(Node node) {
        return nodes.write(Operation.UPSERT, node, 0);
    }

    @Override
    public boolean mergeNode(Node node) {
        return nodes.write(Operation.MERGE, node, 0);
    }

    @Override
    public void addNode(String id, Map<String, ? extends @Nullable Object> attributes) {
        nodes.write(Operation.ADD, id, attributes);
    }

    @Override
    public boolean upsertNode(String id, Map<String, ? extends @Nullable Object> attributes) {
        return nodes.write(Operation.UPSERT, id, attributes);
    }

    @Override
    public boolean mergeNode(String id, Map<String, ? extends @Nullable Object> attributes) {
        return nodes.write(Operation.MERGE, id, attributes);
    }

    @Override
    public void addNode(SchemaRow row) {
        nodeRows.write(Operation.ADD, row, 0);
    }

    @Override
    public boolean upsertNode(SchemaRow row) {
        return nodeRows.write(Operation.UPSERT, row, 0);
    }

    @Override
    public boolean mergeNode(SchemaRow row) {
        return nodeRows.write(Operation.MERGE, row, 0);
    }

    @Override
    public void replaceNode(Node node, long expectedVersion) {
        nodes.write(Operation.UPSERT, node, Versions.require(expectedVersion));
    }

    @Override
    public void replaceNode(SchemaRow row, long expectedVersion) {
        nodeRows.write(Operation.UPSERT, row, Versions.require(expectedVersion));
    }

    @Override
    public void updateNode(NodeChange change) {
        nodes.update(change);
    }

    @Override
    public long removeNode(String id, long expectedVersion) {
        return nodes.remove(id, expectedVersion);
    }

    @Override
    public boolean hasNode(String id) {
        return nodes.has(id);
    }

    @Override
    public Optional<StoredNode> findNode(String id) {
        return read(() -> nodes.find(id));
    }

    @Override
    public StoredNode getNode(String id) {
        return read(() -> nodes.get(id));
    }

    @Override
    public List<@Nullable StoredNode> getNodes(List<String> ids) {
        return forRows(ids.size(), reading(() -> nodes.getAll(ids)));
    }

    @Override
    public String addEdge(Edge edge) {
        edges.write(Operation.ADD, edge, 0);
        return edge.effectiveId();
    }

    @Override
    public boolean upsertEdge(Edge edge) {
        return edges.write(Operation.UPSERT, edge, 0);
    }

    @Override
    public boolean mergeEdge(Edge edge) {
        return edges.write(Operation.MERGE, edge, 0);
    }

    @Override
    public void addEdge(SchemaRow row) {
        edgeRows.write(Operation.ADD, row, 0);
    }

    @Override
    public boolean upsertEdge(SchemaRow row) {
        return edgeRows.write(Operation.UPSERT, row, 0);
    }

    @Override
    public boolean mergeEdge(SchemaRow row) {
        return edgeRows.write(Operation.MERGE, row, 0);
    }

    @Override
    public void replaceEdge(SchemaRow row, long expectedVersion) {
        edgeRows.write(Operation.UPSERT, row, Versions.require(expectedVersion));
    }

    @Override
    public void replaceEdge(Edge edge, long expectedVersion) {
        edges.write(Operation.UPSERT, edge, Versions.require(expectedVersion));
    }

    @Override
    public void updateEdge(EdgeChange change) {
        edges.update(change);
    }

    @Override
    public void removeEdge(String id, long expectedVersion) {
        edges.remove(id, expectedVersion);
    }

    @Override
    public boolean hasEdge(String id) {
        return edges.has(id);
    }

    @Override
    public Optional<StoredEdge> findEdge(String id) {
        return read(() -> edges.find(id));
    }

    @Override
    public StoredEdge getEdge(String id) {
        return read(() -> edges.get(id));
    }

    @Override
    public @Nullable AttributeValue nodeValue(String id, String key) {
        return read(() -> values.ofNode(id, key));
    }

    @Override
    public double nodeFloat(String id, String key) {
        return values.floatOfNode(id, key);
    }

    @Override
    public long nodeInteger(String id, String key) {
        return values.integerOfNode(id, key);
    }

    @Override
    public @Nullable AttributeValue edgeValue(String id, String key) {
        return read(() -> values.ofEdge(id, key));
    }

    @Override
    public BatchResult apply(Batch batch) {
        return forRows(batch.size(), () -> batches.apply(batch));
    }

    @Override
    public BatchResult addNodes(NodeBlock block) {
        return forRows(block.size(), () -> blocks.addNodes(block));
    }

    @Override
    public BatchResult addEdges(EdgeBlock block) {
        return forRows(block.size(), () -> blocks.addEdges(block));
    }

    @Override
    public Transaction begin() {
        return NativeTransaction.begin(state, batches);
    }

    @Override
    public Page<StoredNode> nodes(Query query) {
        return longCall(reading(() -> queries.nodes(query)));
    }

    @Override
    public Page<StoredEdge> edges(Query query) {
        return longCall(reading(() -> queries.edges(query)));
    }

    @Override
    public FilterExplanation explainNodes(Filter filter) {
        return longCall(() -> new ExplainCalls(state).nodes(filter));
    }

    @Override
    public FilterExplanation explainEdges(Filter filter) {
        return longCall(() -> new ExplainCalls(state).edges(filter));
    }

    @Override
    public Page<Neighbor> neighbors(String id, NeighborQuery query) {
        return forRows(edgesRead(query), reading(() -> neighbors.neighbors(id, query)));
    }

    @Override
    public List<NeighborCount> neighborSummary(String id) {
        return longCall(() -> neighbors.summary(id));
    }

    @Override
    public Page<StoredEdge> edgesBetween(List<String> ids, int limit) {
        return longCall(reading(() -> neighbors.edgesBetween(ids, limit)));
    }

    @Override
    public Positions layout(List<String> ids, LayoutOptions options) {
        return longCall(() -> neighbors.layout(ids, options));
    }

    @Override
    public long[] findNodes(List<String> ids) {
        return forRows(ids.size(), () -> reads.find(ids));
    }

    @Override
    public NodeValues values(List<String> ids, String... keys) {
        return forRows(ids.size(), reading(() -> reads.values(ids, List.of(keys))));
    }

    @Override
    public NodeValues values(long[] numbers, String... keys) {
        return forRows(numbers.length, reading(() -> reads.values(numbers, List.of(keys))));
    }

    @Override
    public NeighborLists neighborLists(List<String> ids, Direction direction, @Nullable String type) {
        return forRows(ids.size(), () -> reads.neighborLists(ids, direction, type));
    }

    @Override
    public NeighborLists neighborLists(long[] numbers, Direction direction, @Nullable String type) {
        return forRows(numbers.length, () -> reads.neighborLists(numbers, direction, type));
    }

    @Override
    public Neighborhood neighborhood(List<String> ids, NeighborhoodQuery query) {
        return longCall(() -> reads.neighborhood(ids, query));
    }

    @Override
    public Neighborhood neighborhood(long[] numbers, NeighborhoodQuery query) {
        return longCall(() -> reads.neighborhood(numbers, query));
    }

    @Override
    public CompressedRows compressedRows(Direction direction) {
        return longCall(() -> NativeRows.open(state, direction));
    }

    @Override
    public NodeColumns columns(String... keys) {
        return NativeColumns.open(state, List.of(keys));
    }

    @Override
    public List<String> filterNodes(NodePredicate predicate) {
        return LongCalls.callingBack(() -> {
            try (NativeColumns columns = NativeColumns.open(state, List.of())) {
                return PredicateScan.ids(columns, predicate);
            }
        });
    }

    /** How many edges of a node may be looked at: all, unless those in front are asked for. */
    private static int edgesRead(NeighborQuery query) {
        return query.byDegree() || query.type() != null || query.skip() > 0 ? Integer.MAX_VALUE : query.limit();
    }

    /** Reads rows, and finds the object of every opaque value. */
    private <T> T read(Supplier<T> read) {
        return state.objects().reading(read);
    }

    private <T> Supplier<T> reading(Supplier<T> read) {
        return () -> read(read);
    }

    /** What takes long when there are many rows. */
    private <T> T forRows(int rows, Supplier<T> call) {
        return rows < LONG_ROWS ? call.get() : longCall(call);
    }

    /** Takes no platform thread before the turn of a virtual one has come. */
    private <T> T longCall(Supplier<T> call) {
        state.gate().pass(state.options().lockWait());
        return LongCalls.call(call);
    }

    @Override
    public void close() {
        if (state.handle().close()) {
            state.gate().open(null);
            state.objects().clear();
        }
    }

    /** Plants a panic in the engine, inside of its write lock: a hook of the tests. */
    void plantPanic() {
        GraphCalls.panic(state.number());
    }
}
