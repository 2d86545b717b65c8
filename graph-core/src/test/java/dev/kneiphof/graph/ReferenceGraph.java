package dev.kneiphof.graph;

import dev.kneiphof.graph.GraphDescription.AttributeColumn;
import dev.kneiphof.graph.GraphDescription.DeclaredIndex;
import dev.kneiphof.graph.GraphDescription.NamedCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a graph means, in plain Java and without a thought for speed: the oracle of the native graph. */
final class ReferenceGraph implements Graph {

    private final GraphOptions options;
    private final Set<Index> indexes = new LinkedHashSet<>();
    private ReferenceState state;
    private long revision;
    private boolean closed;
    private boolean held;

    ReferenceGraph(GraphOptions options) {
        this.options = options;
        this.state = new ReferenceState(options);
    }

    @Override
    public GraphOptions options() {
        return options;
    }

    @Override
    public synchronized long nodeCount() {
        requireOpen();
        return state.nodes.size();
    }

    @Override
    public synchronized GraphCounts counts() {
        requireOpen();
        return new GraphCounts(state.nodes.size(), state.edges.size(), revision, 1, 0);
    }

    @Override
    public synchronized GraphDescription describe() {
        requireFree();
        return new GraphDescription(
                options.directed(),
                counts(),
                counted(state.nodes.values().stream().flatMap(node -> node.labels().stream())),
                counted(state.edges.values().stream().map(Edge::type).filter(Objects::nonNull)),
                columns(state.nodes.values().stream().map(Node::attributes)),
                columns(state.edges.values().stream().map(Edge::attributes)),
                indexes.stream().map(index -> new DeclaredIndex(index, 0, 0)).toList(),
                memory());
    }

    @Override
    public synchronized GraphMemory memory() {
        requireFree();
        return new GraphMemory(List.of(), new OpenSnapshots(0, 0, 0));
    }

    private static List<NamedCount> counted(Stream<String> names) {
        Map<String, Long> counts =
                names.collect(Collectors.groupingBy(name -> name, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new NamedCount(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<AttributeColumn> columns(Stream<Attributes> rows) {
        return counted(rows.flatMap(row -> row.asMap().keySet().stream())).stream()
                .map(key -> new AttributeColumn(key.name(), "", key.count(), 0))
                .toList();
    }

    @Override
    public void compact() {
        requireFree();
    }

    /** A loop over all rows needs no index: it is noted. */
    @Override
    public synchronized boolean declareIndex(Index index) {
        requireFree();
        boolean isNew = indexes.add(index);
        revision += isNew ? 1 : 0;
        return isNew;
    }

    @Override
    public synchronized boolean dropIndex(Index index) {
        requireFree();
        boolean wasThere = indexes.remove(index);
        revision += wasThere ? 1 : 0;
        return wasThere;
    }

    @Override
    public Shrunk shrink() {
        requireFree();
        return new Shrunk(0, 0);
    }

    @Override
    public void addNode(Node node) {
        change(changed -> changed.put(Operation.ADD, node, 0));
    }

    @Override
    public boolean upsertNode(Node node) {
        return change(changed -> changed.put(Operation.UPSERT, node, 0));
    }

    @Override
    public boolean mergeNode(Node node) {
        return change(changed -> changed.put(Operation.MERGE, node, 0));
    }

    @Override
    public void replaceNode(Node node, long expectedVersion) {
        change(changed -> changed.put(Operation.UPSERT, node, requireVersion(expectedVersion)));
    }

    @Override
    public void updateNode(NodeChange nodeChange) {
        change(changed -> {
            changed.change(nodeChange);
            return true;
        });
    }

    @Override
    public long removeNode(String id, long expectedVersion) {
        Ids.requireNodeId(id);
        return change(changed -> changed.removeNode(id, expectedVersion));
    }

    @Override
    public synchronized Optional<StoredNode> findNode(String id) {
        requireFree();
        return Optional.ofNullable(state.nodes.get(Ids.requireNodeId(id))).map(state::stored);
    }

    @Override
    public boolean hasNode(String id) {
        return findNode(id).isPresent();
    }

    @Override
    public StoredNode getNode(String id) {
        return findNode(id).orElseThrow(() -> ReferenceState.refused(StatusCode.NODE_NOT_FOUND, id));
    }

    @Override
    public List<@Nullable StoredNode> getNodes(List<String> ids) {
        var found = new ArrayList<@Nullable StoredNode>();
        ids.forEach(id -> found.add(findNode(id).orElse(null)));
        return found;
    }

    @Override
    public String addEdge(Edge edge) {
        change(changed -> changed.put(Operation.ADD, edge, 0));
        return edge.effectiveId();
    }

    @Override
    public void addEdge(SchemaRow row) {
        addEdge(named(row).edge());
    }

    @Override
    public boolean upsertEdge(SchemaRow row) {
        return upsertEdge(named(row).edge());
    }

    @Override
    public boolean mergeEdge(SchemaRow row) {
        return mergeEdge(named(row).edge());
    }

    @Override
    public void replaceEdge(SchemaRow row, long expectedVersion) {
        replaceEdge(named(row).edge(), expectedVersion);
    }

    /** The row with the ids of ends that it names by numbers. */
    private synchronized SchemaRow named(SchemaRow row) {
        if (row.endsByNumber()) {
            List<String> ids = reads().requireIdsOf(new long[] {row.sourceNumber(), row.targetNumber()});
            row.ends(ids.getFirst(), ids.getLast());
        }
        return row;
    }

    @Override
    public boolean upsertEdge(Edge edge) {
        return change(changed -> changed.put(Operation.UPSERT, edge, 0));
    }

    @Override
    public boolean mergeEdge(Edge edge) {
        return change(changed -> changed.put(Operation.MERGE, edge, 0));
    }

    @Override
    public void replaceEdge(Edge edge, long expectedVersion) {
        change(changed -> changed.put(Operation.UPSERT, edge, requireVersion(expectedVersion)));
    }

    @Override
    public void updateEdge(EdgeChange edgeChange) {
        change(changed -> {
            changed.change(edgeChange);
            return true;
        });
    }

    @Override
    public void removeEdge(String id, long expectedVersion) {
        change(changed -> {
            changed.removeEdge(id, expectedVersion);
            return true;
        });
    }

    @Override
    public synchronized Optional<StoredEdge> findEdge(String id) {
        requireFree();
        return Optional.ofNullable(state.findEdge(id)).map(state::stored);
    }

    @Override
    public boolean hasEdge(String id) {
        return findEdge(id).isPresent();
    }

    @Override
    public StoredEdge getEdge(String id) {
        return findEdge(id).orElseThrow(() -> ReferenceState.refused(StatusCode.EDGE_NOT_FOUND, id));
    }

    @Override
    public @Nullable AttributeValue nodeValue(String id, String key) {
        return getNode(id).node().attributes().get(key);
    }

    @Override
    public @Nullable AttributeValue edgeValue(String id, String key) {
        return getEdge(id).edge().attributes().get(key);
    }

    @Override
    public BatchResult apply(Batch batch) {
        return change(changed -> ReferenceBatch.apply(changed, batch, () -> changed.revisionAfter(revision)));
    }

    @Override
    public synchronized Transaction begin() {
        requireFree();
        held = true;
        return new ReferenceTransaction(state.copy());
    }

    /** Makes the change on a copy, so that a failure leaves nothing behind. */
    private synchronized <T> T change(Function<ReferenceState, T> make) {
        requireFree();
        ReferenceState changed = state.copy();
        T answer = make.apply(changed);
        commit(changed);
        return answer;
    }

    private void commit(ReferenceState changed) {
        revision = changed.revisionAfter(revision);
        state = changed.committed();
    }

    @Override
    public synchronized Page<StoredNode> nodes(Query query) {
        requireFree();
        ReferenceFilter.check(query.filter());
        Predicate<Node> passes =
                node -> ReferenceFilter.passes(query.filter(), node, direction -> degree(node.id(), direction));
        return page(
                state.nodes.values(),
                passes,
                query,
                ordered(query.order(), Node::attributes, node -> degree(node.id(), Direction.BOTH)),
                state::stored);
    }

    /** A loop over all rows has no steps. */
    @Override
    public FilterExplanation explainNodes(Filter filter) {
        return new FilterExplanation(
                nodeCount(), nodes(Query.all().filter(filter)).total(), 0, "none", List.of());
    }

    @Override
    public FilterExplanation explainEdges(Filter filter) {
        long passed = edges(Query.all().filter(filter)).total();
        return new FilterExplanation(counts().edges(), passed, 0, "none", List.of());
    }

    @Override
    public synchronized Page<StoredEdge> edges(Query query) {
        requireFree();
        ReferenceFilter.check(query.filter());
        return page(
                state.edges.values(),
                edge -> ReferenceFilter.passes(query.filter(), edge),
                query,
                ordered(query.order(), Edge::attributes, edge -> 0L),
                state::stored);
    }

    private long degree(String id, Direction direction) {
        return state.degree(id, options.directed() ? direction : Direction.BOTH);
    }

    private static <T> @Nullable Comparator<T> ordered(
            Order order, Function<T, Attributes> attributes, Function<T, Long> degree) {
        return switch (order.by()) {
            case INSERTION -> null;
            case DEGREE ->
                order.isDescending() ? Comparator.comparing(degree).reversed() : Comparator.comparing(degree);
            case ATTRIBUTE -> {
                String key = Objects.requireNonNull(order.key());
                yield Comparator.comparing(
                        row -> attributes.apply(row).get(key), ReferenceFilter.sorting(order.isDescending()));
            }
        };
    }

    private <T, S> Page<S> page(
            Collection<T> all, Predicate<T> passes, Query query, @Nullable Comparator<T> order, Function<T, S> stored) {
        var matching = new ArrayList<>(all.stream().filter(passes).toList());
        if (order != null) {
            matching.sort(order);
        } else if (query.order().isDescending()) {
            matching = new ArrayList<>(matching.reversed());
        }
        Cursor cursor = query.cursor();
        int start = cursor == null ? 0 : (int) Math.min(cursor.position(), matching.size());
        int end = Math.min(start + query.limit(), matching.size());
        List<S> items = matching.subList(start, end).stream().map(stored).toList();
        return new Page<>(items, matching.size(), end < matching.size() ? new Cursor(end, revision) : null, revision);
    }

    @Override
    public synchronized Page<Neighbor> neighbors(String id, NeighborQuery query) {
        requireNode(id);
        var all = new ArrayList<>(state.neighbors(id, query.direction()).stream()
                .filter(neighbor -> query.type() == null
                        || query.type().equals(neighbor.edge().edge().type()))
                .toList());
        if (query.byDegree()) {
            all.sort(Comparator.comparing(
                    (Neighbor neighbor) -> -state.degree(neighbor.node().id(), Direction.BOTH)));
        }
        List<Neighbor> items =
                all.stream().skip(query.skip()).limit(query.limit()).toList();
        return new Page<>(items, all.size(), null, revision);
    }

    @Override
    public synchronized List<NeighborCount> neighborSummary(String id) {
        requireNode(id);
        record Kind(@Nullable String type, Direction direction) {}
        Map<Kind, Long> counts = state.neighbors(id, Direction.BOTH).stream()
                .collect(Collectors.groupingBy(
                        neighbor -> new Kind(neighbor.edge().edge().type(), neighbor.direction()),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry ->
                        new NeighborCount(entry.getKey().type(), entry.getKey().direction(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized Page<StoredEdge> edgesBetween(List<String> ids, int limit) {
        ids.forEach(this::requireNode);
        List<StoredEdge> between = state.edges.values().stream()
                .filter(edge -> ids.contains(edge.source()) && ids.contains(edge.target()))
                .map(state::stored)
                .toList();
        return new Page<>(between.stream().limit(limit).toList(), between.size(), null, revision);
    }

    private ReferenceReads reads() {
        requireFree();
        return new ReferenceReads(state, options.directed(), revision);
    }

    @Override
    public synchronized long[] findNodes(List<String> ids) {
        return reads().find(ids);
    }

    @Override
    public synchronized NodeValues values(List<String> ids, String... keys) {
        return reads().values(ids, List.of(keys));
    }

    @Override
    public synchronized NodeValues values(long[] nodes, String... keys) {
        return values(reads().idsOf(nodes), keys);
    }

    @Override
    public synchronized NeighborLists neighborLists(List<String> ids, Direction direction, @Nullable String type) {
        return reads().neighborLists(ids, direction, type);
    }

    @Override
    public synchronized NeighborLists neighborLists(long[] nodes, Direction direction, @Nullable String type) {
        return neighborLists(reads().idsOf(nodes), direction, type);
    }

    @Override
    public synchronized Neighborhood neighborhood(List<String> ids, NeighborhoodQuery query) {
        ids.forEach(this::requireNode);
        return reads().neighborhood(ids, query);
    }

    @Override
    public synchronized Neighborhood neighborhood(long[] nodes, NeighborhoodQuery query) {
        return neighborhood(reads().requireIdsOf(nodes), query);
    }

    @Override
    public CompressedRows compressedRows(Direction direction) {
        throw new UnsupportedOperationException("the model keeps no rows");
    }

    @Override
    public NodeColumns columns(String... keys) {
        throw new UnsupportedOperationException("the model keeps no columns");
    }

    @Override
    public synchronized List<String> filterNodes(NodePredicate predicate) {
        return state.nodes.values().stream()
                .filter(node -> predicate.test(new ReferenceRow(node)))
                .map(Node::id)
                .toList();
    }

    @Override
    public synchronized Positions layout(List<String> ids, LayoutOptions layout) {
        ids.forEach(this::requireNode);
        var xy = new float[2 * ids.size()];
        for (int i = 0; i < ids.size(); i++) {
            double[] start = layout.start().getOrDefault(ids.get(i), new double[] {i, layout.seed()});
            xy[2 * i] = (float) start[0];
            xy[2 * i + 1] = (float) start[1];
        }
        return new Positions(ids, xy);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireNode(String id) {
        requireFree();
        ReferenceState.refuseIf(!state.nodes.containsKey(id), StatusCode.NODE_NOT_FOUND, id);
    }

    private void requireOpen() {
        ReferenceState.refuseIf(closed, StatusCode.GRAPH_CLOSED, "");
    }

    private void requireFree() {
        requireOpen();
        ReferenceState.refuseIf(held, StatusCode.BUSY, "");
    }

    private static long requireVersion(long expectedVersion) {
        ReferenceState.refuseIf(expectedVersion == 0, StatusCode.INVALID_ARGUMENT, "0");
        return expectedVersion;
    }

    /** Works on a copy that takes the place of the state at the commit. */
    private final class ReferenceTransaction implements Transaction {

        private ReferenceState work;
        private boolean ended;

        ReferenceTransaction(ReferenceState work) {
            this.work = work;
        }

        private void requireOpen() {
            if (ended) {
                throw new IllegalStateException("the transaction has ended; begin another one");
            }
        }

        @Override
        public BatchResult apply(Batch batch) {
            requireOpen();
            ReferenceState changed = work.copy();
            BatchResult result = ReferenceBatch.apply(changed, batch, () -> revision);
            work = changed;
            return result;
        }

        @Override
        public long commit() {
            requireOpen();
            synchronized (ReferenceGraph.this) {
                ReferenceGraph.this.commit(work);
                held = false;
                ended = true;
                return revision;
            }
        }

        @Override
        public void close() {
            synchronized (ReferenceGraph.this) {
                held = held && ended;
                ended = true;
            }
        }
    }
}
