package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.RunPool;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts long work on a pool of platform threads, as many as the machine has processors, with room for 256 runs that wait for
 * their turn. Reads work on a snapshot where they take long: writers go on meanwhile. A change holds the graph as its call does; one
 * that is cancelled before it stands has changed nothing. Closing the graph does not end a run.
 *
 * <p>Every method returns at once and throws {@link LimitExceededException} when the room is used up.
 */
public final class GraphRuns {

    private final Graph graph;
    private final RunPool pool;

    GraphRuns(Graph graph, RunPool pool) {
        this.graph = graph;
        this.pool = pool;
    }

    /** As {@link Graph#nodes(Query)}. */
    public GraphRun<Page<StoredNode>> nodes(Query query) {
        return start(() -> graph.nodes(query));
    }

    /** As {@link Graph#edges(Query)}. */
    public GraphRun<Page<StoredEdge>> edges(Query query) {
        return start(() -> graph.edges(query));
    }

    /** As {@link Graph#filterNodes(NodePredicate)}; the predicate is called on the thread of the run. */
    public GraphRun<List<String>> filterNodes(NodePredicate predicate) {
        return start(() -> graph.filterNodes(predicate));
    }

    /** As {@link Graph#filterNodes(ChunkPredicate, String...)}; the predicate is called on the thread of the run. */
    public GraphRun<List<String>> filterNodes(ChunkPredicate predicate, String... keys) {
        return start(() -> graph.filterNodes(predicate, keys));
    }

    /** As {@link Graph#getNodes(List)}; a step is a node. */
    public GraphRun<List<@Nullable StoredNode>> getNodes(List<String> ids) {
        return start(() -> graph.getNodes(ids));
    }

    /** As {@link BatchedReads#findNodes(List)}; a step is a node. */
    public GraphRun<long[]> findNodes(List<String> ids) {
        return start(() -> graph.findNodes(ids));
    }

    /** As {@link BatchedReads#values(List, String...)}; a step is a node. */
    public GraphRun<NodeValues> values(List<String> ids, String... keys) {
        return start(() -> graph.values(ids, keys));
    }

    /** As {@link BatchedReads#neighborLists(List, Direction, String)}; a step is a node or one of its neighbours. */
    public GraphRun<NeighborLists> neighborLists(List<String> ids, Direction direction, @Nullable String type) {
        return start(() -> graph.neighborLists(ids, direction, type));
    }

    /** As {@link BatchedReads#neighborhood(List, NeighborhoodQuery)}; a step is a node met or one of the edges that are followed. */
    public GraphRun<Neighborhood> neighborhood(List<String> ids, NeighborhoodQuery query) {
        return start(() -> graph.neighborhood(ids, query));
    }

    /** As {@link Graph#neighbors(String, NeighborQuery)}; a step is an edge of the node. */
    public GraphRun<Page<Neighbor>> neighbors(String id, NeighborQuery query) {
        return start(() -> graph.neighbors(id, query));
    }

    /** As {@link Graph#neighborSummary(String)}; a step is an edge of the node. */
    public GraphRun<List<NeighborCount>> neighborSummary(String id) {
        return start(() -> graph.neighborSummary(id));
    }

    /** As {@link Graph#edgesBetween(List, int)}; a step is a node or one of its edges. */
    public GraphRun<Page<StoredEdge>> edgesBetween(List<String> ids, int limit) {
        return start(() -> graph.edgesBetween(ids, limit));
    }

    /** As {@link Graph#explainNodes(Filter)}. */
    public GraphRun<FilterExplanation> explainNodes(Filter filter) {
        return start(() -> graph.explainNodes(filter));
    }

    /** As {@link Graph#explainEdges(Filter)}. */
    public GraphRun<FilterExplanation> explainEdges(Filter filter) {
        return start(() -> graph.explainEdges(filter));
    }

    /**
     * As {@link BatchedReads#compressedRows(Direction)}; a step is a node or an edge of a list. Rows that come when the run was
     * cancelled already are closed.
     */
    public GraphRun<CompressedRows> compressedRows(Direction direction) {
        return start(() -> graph.compressedRows(direction));
    }

    /** As {@link Graph#layout}. */
    public GraphRun<Positions> layout(List<String> ids, LayoutOptions options) {
        return start(() -> graph.layout(ids, options));
    }

    /** As {@link Graph#apply(Batch)}; a step is a row. */
    public GraphRun<BatchResult> apply(Batch batch) {
        return start(() -> graph.apply(batch));
    }

    /** As {@link Graph#addNodes(NodeBlock)}; a step is a row. */
    public GraphRun<BatchResult> addNodes(NodeBlock block) {
        return start(() -> graph.addNodes(block));
    }

    /** As {@link Graph#addEdges(EdgeBlock)}; a step is a row. */
    public GraphRun<BatchResult> addEdges(EdgeBlock block) {
        return start(() -> graph.addEdges(block));
    }

    /** As {@link Graph#declareIndex(Index)}; readers go on, writers wait. A step is a row. */
    public GraphRun<Boolean> declareIndex(Index index) {
        return start(() -> graph.declareIndex(index));
    }

    /** As {@link Graph#compact}; a step is a row of a table. */
    public GraphRun<Boolean> compact() {
        return start(() -> {
            graph.compact();
            return true;
        });
    }

    /** As {@link Graph#shrink}; what was shrunk when it is cancelled stays so. */
    public GraphRun<Shrunk> shrink() {
        return start(graph::shrink);
    }

    /**
     * Shows all nodes of the graph as it is when the run begins, in order of arrival, to somebody who writes them out, on the
     * thread of the run. Answers how many there were. What the sink throws ends the run.
     */
    public GraphRun<Long> export(Consumer<NodeRow> sink, String... keys) {
        return start(() -> {
            long[] rows = {0};
            try (NodeColumns columns = graph.columns(keys)) {
                columns.forEachNode(node -> {
                    sink.accept(node);
                    rows[0]++;
                });
            }
            return rows[0];
        });
    }

    private <T> GraphRun<T> start(Callable<T> work) {
        var run = new GraphRun<T>();
        pool.submit(() -> run.run(work));
        return run;
    }
}
