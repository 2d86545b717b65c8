package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.NativeGraph;
import dev.kneiphof.graph.ffm.RunPool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property graph: nodes and edges with typed attributes, directed or undirected, with self-loops and parallel edges.
 *
 * <p>Every method says how often it crosses the Java/Rust boundary and what it copies. Four things come on top: a key, label
 * or type that is written row by row for the first time in the life of the graph crosses once to be interned; names that a
 * read meets for the first time are fetched together in one crossing; an answer that is larger than the memory waiting for it
 * crosses once more; and while the graph holds {@linkplain AttributeValue.OpaqueValue opaque objects}, a change that may let go
 * of some crosses once more. All methods may be called from any thread: many readers, one writer at a time. Order is insertion
 * order unless an order is asked for.
 *
 * <p>The interrupt of a thread ends its reads of many rows, scans, layouts and {@link #shrink()} with a {@link CancelledException} at
 * their next look at it, after 2,048 steps at most, and stays set. Other changes are made to their end.
 *
 * <p>Every method may throw {@link GraphClosedException}; {@link GraphBusyException} while somebody's transaction holds the
 * graph for longer than {@link GraphOptions#lockWait()}; every change {@link GraphPoisonedException} after an internal fault.
 */
public interface Graph extends NodeWrites, ValueReads, BatchedReads, AutoCloseable {

    /**
     * Opens an empty graph in native memory. Crosses once; copies 96 bytes.
     *
     * @throws NativeLibraryException when there is no native library that fits
     */
    static Graph open(GraphOptions options) {
        return NativeGraph.open(options);
    }

    /** The options the graph was opened with. Does not cross. */
    GraphOptions options();

    /** The number of nodes: the smallest question there is. Crosses once, critical; copies 8 bytes. O(1). */
    long nodeCount();

    /** Counts of nodes and edges, the revision and the native memory in use. Crosses once; copies 64 bytes. O(1). */
    GraphCounts counts();

    /** Labels, types, attribute columns and memory. Crosses once. O(columns + labels). */
    GraphDescription describe();

    /**
     * The native memory by structure and by column, counted to the byte, and what open snapshots hold. Crosses once; copies some
     * 60 bytes a structure or column. O(columns × rows / 2,048).
     *
     * @throws GraphBusyException when somebody writes for longer than 100 ms: who watches does not stand behind writers
     */
    GraphMemory memory();

    /**
     * Slides the live rows together now, instead of when a quarter is dead: frees memory and makes earlier cursors and
     * numbers stale. Crosses once; copies nothing. O(nodes + edges).
     *
     * @throws CancelledException when the run it belongs to was cancelled: nothing has moved
     */
    void compact();

    /**
     * Gives back native memory that the graph does not use: removed rows, replaced texts, room behind the last row, blocks of lists that
     * have moved, and what is built again when it is wanted. Views and snapshots that are open stay as they are and may hold some of it
     * until they are closed. Numbers become stale when there were removed rows. Others wait for one structure at a time, not for all
     * of it. Crosses once; copies 16 bytes. O(rows × columns), and as much memory again for the largest structure; for the whole graph
     * when there were removed rows.
     *
     * @throws OutOfMemoryException when the system has no memory for a copy: all rows are there still
     * @throws CancelledException when the run it belongs to was cancelled: all rows are there still
     */
    Shrunk shrink();

    /**
     * The native memory that a graph of this shape will take. Crosses once; copies 48 bytes, and 32 a column. O(columns).
     *
     * @throws InvalidArgumentException when a number of the shape is negative
     */
    static MemoryEstimate estimateMemory(GraphShape shape) {
        return NativeGraph.estimateMemory(shape);
    }

    /**
     * Declares an index, unless there is one. Every write keeps it from then on, and compaction builds it anew. What indexes there
     * are stands in {@link #describe()}. A change of the graph, which counts its revision up; readers go on while it is built. Crosses
     * once; copies the key. O(rows).
     *
     * @return whether there was none before
     * @throws OutOfQuotaException when the quota has no room for it; then there is none
     * @throws CancelledException when the run it belongs to was cancelled; then there is none
     */
    boolean declareIndex(Index index);

    /** Drops a declared index, a change of the graph as declaring it is. Crosses once; copies the key. O(values). Returns whether there was one. */
    boolean dropIndex(Index index);

    /**
     * Whether there is a node with this id. Crosses once, critical; copies no row, only its number and the revision (16
     * bytes). An id that was asked for before does not cross again while the graph is as it was: the engine tells its revision
     * in memory that Java reads (decision 0025; one crossing a graph finds where). O(1).
     */
    boolean hasNode(String id);

    /**
     * The node, or empty: a miss costs no exception. Crosses once; copies the node's row. An id that was missed before is asked
     * for as by {@link #hasNode}.
     */
    Optional<StoredNode> findNode(String id);

    /**
     * The node. Crosses as {@link #findNode} does; copies the node's row.
     *
     * @throws NodeNotFoundException when there is no such node
     */
    StoredNode getNode(String id);

    /** The nodes with these ids, in their order, null where there is none. Crosses once; copies ids and rows. */
    List<@Nullable StoredNode> getNodes(List<String> ids);

    /**
     * Adds an edge. Crosses once; copies the encoded row. Returns the edge's id, derived where none was given. Many edges of one kind
     * go as rows of a schema, as nodes do: see {@link #addNode(Node)}.
     *
     * @throws EndpointNotFoundException when source or target is not a node
     * @throws EdgeAlreadyExistsException when there is an edge with this id
     */
    String addEdge(Edge edge);

    /**
     * Creates the edge or replaces its attributes. Crosses once. Returns true when created.
     *
     * @throws InvalidArgumentException when the id names an edge with other ends or another type
     */
    boolean upsertEdge(Edge edge);

    /** Creates the edge or adds attributes to it; else as {@link #upsertEdge}. Crosses once. Returns true when created. */
    boolean mergeEdge(Edge edge);

    /**
     * As {@link #addEdge(Edge)}, from a row of a schema that has {@linkplain SchemaRow#ends ends}; crosses as {@link
     * #addNode(SchemaRow)} does. Composes no id: {@link SchemaRow#effectiveId()} does. Ends that the row names by their {@linkplain
     * SchemaRow#ends(long, long) numbers} are not looked up.
     *
     * @throws EndpointNotFoundException when source or target is not a node
     * @throws StaleHandleException when the number of source or target names no node any more
     * @throws EdgeAlreadyExistsException when there is an edge with this id
     */
    default void addEdge(SchemaRow row) {
        addEdge(row.edge());
    }

    /** As {@link #upsertEdge(Edge)}, from a row of a schema; crosses as {@link #addNode(SchemaRow)} does. */
    default boolean upsertEdge(SchemaRow row) {
        return upsertEdge(row.edge());
    }

    /** As {@link #mergeEdge(Edge)}, from a row of a schema; crosses as {@link #addNode(SchemaRow)} does. */
    default boolean mergeEdge(SchemaRow row) {
        return mergeEdge(row.edge());
    }

    /** Adds a record as an edge: as {@link #addEdge(SchemaRow)} where it has a schema, else as {@link #addEdge(Edge)}. */
    default <R extends Record> void addEdge(EdgeSchema<R> schema, R from) {
        SchemaRow row = schema.row(from);
        if (row == null) {
            addEdge(schema.edge(from));
        } else {
            addEdge(row);
        }
    }

    /** Creates the edge of a record or replaces what it says; crosses as {@link #addEdge(EdgeSchema, Record)} does. */
    default <R extends Record> boolean upsertEdge(EdgeSchema<R> schema, R from) {
        SchemaRow row = schema.row(from);
        return row == null ? upsertEdge(schema.edge(from)) : upsertEdge(row);
    }

    /**
     * Creates the edge of a record or adds to it; a component that is null keeps what is there. Crosses as {@link
     * #addEdge(EdgeSchema, Record)} does.
     */
    default <R extends Record> boolean mergeEdge(EdgeSchema<R> schema, R from) {
        SchemaRow row = schema.row(from);
        return row == null ? mergeEdge(schema.edge(from)) : mergeEdge(row);
    }

    /**
     * Replaces the attributes of an existing edge while it has this version. Crosses once.
     *
     * @throws EdgeNotFoundException when there is no such edge
     * @throws VersionMismatchException when it has another version
     */
    void replaceEdge(Edge edge, long expectedVersion);

    /** As {@link #replaceEdge(Edge, long)}, from a row of a schema; crosses as {@link #addNode(SchemaRow)} does. */
    default void replaceEdge(SchemaRow row, long expectedVersion) {
        replaceEdge(row.edge(), expectedVersion);
    }

    /**
     * Changes an existing edge attribute by attribute. Crosses twice: it reads the edge first, whose ends a change must name.
     *
     * @throws EdgeNotFoundException when there is no such edge
     * @throws VersionMismatchException when it has another version than the expected one
     */
    void updateEdge(EdgeChange change);

    /**
     * Removes the edge with this explicit or derived id while it has this version (0 = any). Crosses once.
     *
     * @throws EdgeNotFoundException when there is no such edge
     * @throws VersionMismatchException when it has another version
     */
    void removeEdge(String id, long expectedVersion);

    /** Whether there is an edge with this explicit or derived id. Crosses once; copies no row, only its number (8 bytes). */
    boolean hasEdge(String id);

    /** The edge with this explicit or derived id, or empty. Crosses once; copies the edge's row. */
    Optional<StoredEdge> findEdge(String id);

    /**
     * The edge with this explicit or derived id. Crosses once; copies the edge's row.
     *
     * @throws EdgeNotFoundException when there is no such edge
     */
    StoredEdge getEdge(String id);

    /**
     * Applies all rows of the batch or none (a lenient batch: the good ones). Crosses once, also with an empty batch; copies the
     * encoded batch once.
     *
     * @throws GraphException of the first bad row of a strict batch, which {@link GraphException#row()} names
     * @throws CancelledException when the run it belongs to was cancelled: nothing has changed, by a lenient batch neither
     */
    BatchResult apply(Batch batch);

    /**
     * Begins a batch, to be committed or forgotten at the end of a {@code try}. Does not cross, and holds nobody up: its commit
     * is {@link #apply}.
     */
    default OpenBatch batch() {
        return new OpenBatch(this);
    }

    /**
     * Adds all nodes of a block of columns or none. Crosses once; copies ids and texts once, encoded, and numbers as they lie.
     * O(rows · columns). The fastest way in.
     *
     * @throws GraphException of the first bad row, which {@link GraphException#row()} names
     */
    default BatchResult addNodes(NodeBlock block) {
        return apply(block.toBatch());
    }

    /** Adds all edges of a block of columns or none; else as {@link #addNodes(NodeBlock)}. */
    default BatchResult addEdges(EdgeBlock block) {
        return apply(block.toBatch());
    }

    /** Adds records as nodes, all or none: {@link #addNodes(NodeBlock)} of their columns. Crosses once. */
    default <R extends Record> BatchResult addNodes(NodeSchema<R> schema, List<R> rows) {
        return addNodes(schema.block(rows));
    }

    /** Adds records as edges, all or none: {@link #addEdges(EdgeBlock)} of their columns. Crosses once. */
    default <R extends Record> BatchResult addEdges(EdgeSchema<R> schema, List<R> rows) {
        return addEdges(schema.block(rows));
    }

    /**
     * Removes the nodes with these ids and their edges, all or none. Crosses once; copies the encoded ids once. Amortised O(1) for
     * each row that goes. Returns the number of edges that went with the nodes.
     *
     * @throws NodeNotFoundException of the first id that names no node, or that stands twice
     */
    default long removeNodes(List<String> ids) {
        List<BatchRow> rows =
                ids.stream().<BatchRow>map(BatchRow.NodeRemoval::new).toList();
        return apply(Batch.of(rows, false)).removedEdges();
    }

    /**
     * Removes the edges with these explicit or derived ids, all or none; else as {@link #removeNodes}.
     *
     * @throws EdgeNotFoundException of the first id that names no edge, or that stands twice
     */
    default void removeEdges(List<String> ids) {
        apply(Batch.of(ids.stream().<BatchRow>map(BatchRow.EdgeRemoval::new).toList(), false));
    }

    /** Begins a transaction: several batches that take effect together. Crosses once. Readers wait until it ends. */
    Transaction begin();

    /**
     * One page of the nodes that pass the filter. Crosses twice: once for the numbers, once for their rows (not when there are
     * none). O(nodes) for the filter, and a sort where an order is asked for.
     *
     * @throws ExpiredCursorException when the graph has changed in a way that the cursor does not survive
     */
    Page<StoredNode> nodes(Query query);

    /** One page of the edges that pass the filter; else as {@link #nodes}. Crosses twice. */
    Page<StoredEdge> edges(Query query);

    /**
     * What a filter does to the nodes: its steps, what each reads, and how many rows and chunks passed it. Runs the filter.
     * Crosses once; copies the explanation. O(nodes).
     *
     * @throws InvalidArgumentException for a test that nodes do not have
     */
    FilterExplanation explainNodes(Filter filter);

    /** What a filter does to the edges; else as {@link #explainNodes}. Crosses once. O(edges). */
    FilterExplanation explainEdges(Filter filter);

    /**
     * Neighbors with the edges that lead to them, one for each edge. Crosses three times: numbers, nodes, edges (once when
     * there are none). The page has no cursor: the query says how many to skip. O(skip + limit), of a type O(degree), by degree
     * O(degree · log degree); no writer waits where these are many.
     *
     * @throws NodeNotFoundException when there is no such node
     */
    Page<Neighbor> neighbors(String id, NeighborQuery query);

    /**
     * How many neighbors there are by type and direction. Crosses once. O(degree); no writer waits where these are many.
     *
     * @throws NodeNotFoundException when there is no such node
     */
    List<NeighborCount> neighborSummary(String id);

    /**
     * The edges that have both ends among these nodes. Crosses three times: numbers of the nodes, numbers of the edges, edges
     * (twice when there are none).
     *
     * @throws NodeNotFoundException when one of the nodes does not exist
     */
    Page<StoredEdge> edgesBetween(List<String> ids, int limit);

    /**
     * Places these nodes by a force-directed layout of the graph between them, seeded. Crosses twice: numbers, layout.
     *
     * @throws NodeNotFoundException when one of the nodes does not exist
     */
    Positions layout(List<String> ids, LayoutOptions options);

    /**
     * Columns of all nodes as they are now, to be read where they lie. Crosses once and once more for each key; copies 64 bytes
     * for each 2,048 nodes and key, and no values. A change of the graph copies the chunks it touches, once, while the columns
     * are open. O(columns + nodes / 2,048 · keys).
     */
    NodeColumns columns(String... keys);

    /**
     * Ids of the nodes that pass a predicate in Java, in order of arrival: native code calls it for each node. It sees the nodes
     * as they were when the call began, and no writer waits for it. It may read; a change of this graph, and closing it, are a
     * {@link ReentrantCallException} where it stands. What it throws ends the call and is thrown from here as it is. Crosses
     * three times, once more for each node, for each key that the predicate asks for, and for every 2,048 nodes of which one is
     * asked for its id, and once for the ids of those that pass. O(nodes). To be preferred:
     * {@link #filterNodes(ChunkPredicate, String...)}, which calls once for 2,048 nodes, and a {@link Filter}, which calls nobody.
     */
    List<String> filterNodes(NodePredicate predicate);

    /**
     * Ids of the nodes that pass a predicate in Java, in order of arrival. The predicate looks at columns where they lie, 2,048
     * nodes at a time, as they were when the call began: it may read and change the graph, and what it throws ends the call.
     * Crosses twice, once more for each key and once for the ids of those that pass, which it copies. O(nodes). A {@link Filter} is faster, and the only one that can be sent elsewhere.
     *
     * @throws InvalidArgumentException without a key, or when one stands twice
     */
    default List<String> filterNodes(ChunkPredicate predicate, String... keys) {
        try (NodeColumns columns = columns(ChunkScan.requireKeys(keys))) {
            return ChunkScan.ids(columns, predicate);
        }
    }

    /** Starts long work on other threads: with progress, to be cancelled. Does not cross. */
    default GraphRuns async() {
        return new GraphRuns(this, RunPool.shared());
    }

    /** Closes the graph and frees its native memory; waits for calls in progress. Crosses once; a second close does nothing. */
    @Override
    void close();
}
