package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Nodes and edges of the reference graph in plain maps, whose order is the order of arrival. */
final class ReferenceState {

    final boolean directed;
    final LinkedHashMap<String, Node> nodes = new LinkedHashMap<>();
    /** By effective id; the edges themselves always carry it. */
    final LinkedHashMap<String, Edge> edges = new LinkedHashMap<>();
    /** The other spelling of a derived id in an undirected graph. */
    private final Map<String, String> spellings = new HashMap<>();

    private final GraphOptions options;
    /** Whether anything differs from what was last committed, also when a later change took it back. */
    private boolean changed;

    ReferenceState(GraphOptions options) {
        this.options = options;
        this.directed = options.directed();
    }

    ReferenceState copy() {
        var copy = new ReferenceState(options);
        copy.changed = changed;
        copy.nodes.putAll(nodes);
        copy.edges.putAll(edges);
        copy.spellings.putAll(spellings);
        return copy;
    }

    /** Answers the revision after what was changed here is committed. */
    long revisionAfter(long revision) {
        return changed ? revision + 1 : revision;
    }

    /** The same content, from which changes count anew. */
    ReferenceState committed() {
        changed = false;
        return this;
    }

    private void store(Node node) {
        changed |= !node.equals(nodes.put(node.id(), node));
    }

    private void store(Edge edge) {
        changed |= !edge.equals(edges.put(edge.effectiveId(), edge));
    }

    /** Answers whether the node was created. */
    boolean put(Operation operation, Node node, long expectedVersion) {
        ReferenceChecks.node(node, options);
        Node existing = nodes.get(node.id());
        if (existing == null) {
            refuseIf(expectedVersion != 0, StatusCode.NODE_NOT_FOUND, node.id());
            refuseIf(nodes.size() >= options.nodesMax(), StatusCode.LIMIT_EXCEEDED, node.id());
            store(node);
            return true;
        }
        refuseIf(operation == Operation.ADD, StatusCode.NODE_ALREADY_EXISTS, node.id());
        requireVersion(node.id(), expectedVersion, () -> versionOf(existing));
        store(operation == Operation.MERGE ? merged(existing, node) : node);
        return false;
    }

    private static Node merged(Node existing, Node added) {
        var labels = new LinkedHashSet<>(existing.labels());
        labels.addAll(added.labels());
        return new Node(existing.id(), List.copyOf(labels), merged(existing.attributes(), added.attributes()));
    }

    private static Attributes merged(Attributes existing, Attributes added) {
        var all = new LinkedHashMap<>(existing.asMap());
        all.putAll(added.asMap());
        return Attributes.of(all);
    }

    void change(NodeChange change) {
        Node existing = nodes.get(change.id());
        if (existing == null) {
            throw refused(StatusCode.NODE_NOT_FOUND, change.id());
        }
        requireVersion(change.id(), change.expectedVersion(), () -> versionOf(existing));
        List<String> labels = change.labels();
        var node = new Node(
                change.id(),
                labels == null ? existing.labels() : labels,
                changed(existing.attributes(), change.set(), change.remove()));
        ReferenceChecks.node(node, options);
        store(node);
    }

    void change(EdgeChange change) {
        Edge existing = findEdge(change.id());
        if (existing == null) {
            throw refused(StatusCode.EDGE_NOT_FOUND, change.id());
        }
        requireVersion(change.id(), change.expectedVersion(), () -> versionOf(existing));
        Edge edge = existing.withAttributes(changed(existing.attributes(), change.set(), change.remove()));
        ReferenceChecks.attributes(edge.attributes(), options);
        store(edge);
    }

    private static Attributes changed(Attributes existing, Map<String, AttributeValue> set, Iterable<String> remove) {
        var attributes = new LinkedHashMap<>(existing.asMap());
        attributes.putAll(set);
        remove.forEach(attributes::remove);
        return Attributes.of(attributes);
    }

    /** Answers how many edges went with the node. */
    long removeNode(String id, long expectedVersion) {
        Node existing = nodes.get(id);
        if (existing == null) {
            throw refused(StatusCode.NODE_NOT_FOUND, id);
        }
        requireVersion(id, expectedVersion, () -> versionOf(existing));
        List<Edge> gone = edges.values().stream()
                .filter(edge -> edge.source().equals(id) || edge.target().equals(id))
                .toList();
        gone.forEach(this::drop);
        nodes.remove(id);
        changed = true;
        return gone.size();
    }

    /** Answers whether the edge was created. */
    boolean put(Operation operation, Edge edge, long expectedVersion) {
        ReferenceChecks.edge(edge, options);
        refuseIf(!nodes.containsKey(edge.source()), StatusCode.SOURCE_NOT_FOUND, edge.source());
        refuseIf(!nodes.containsKey(edge.target()), StatusCode.TARGET_NOT_FOUND, edge.target());
        boolean isDerived = isDerived(edge);
        String id = isDerived ? derived(edge) : edge.effectiveId();
        Edge existing = findEdge(id);
        if (existing == null && isDerived && !directed) {
            existing = findEdge(turned(edge));
        }
        if (existing == null) {
            refuseIf(expectedVersion != 0, StatusCode.EDGE_NOT_FOUND, id);
            refuseIf(edges.size() >= options.edgesMax(), StatusCode.LIMIT_EXCEEDED, id);
            store(edge.id(id));
            if (!directed && isDerived) {
                spellings.put(turned(edge), id);
            }
            return true;
        }
        refuseIf(operation == Operation.ADD, StatusCode.EDGE_ALREADY_EXISTS, id);
        refuseIf(!sameEnds(existing, edge), StatusCode.INVALID_ARGUMENT, id);
        Edge found = existing;
        requireVersion(id, expectedVersion, () -> versionOf(found));
        Attributes attributes =
                operation == Operation.MERGE ? merged(existing.attributes(), edge.attributes()) : edge.attributes();
        store(existing.withAttributes(attributes));
        return false;
    }

    private boolean sameEnds(Edge existing, Edge edge) {
        boolean same =
                existing.source().equals(edge.source()) && existing.target().equals(edge.target());
        boolean turned =
                existing.source().equals(edge.target()) && existing.target().equals(edge.source());
        return (same || !directed && turned) && Objects.equals(existing.type(), edge.type());
    }

    void removeEdge(String id, long expectedVersion) {
        Edge existing = findEdge(id);
        if (existing == null) {
            throw refused(StatusCode.EDGE_NOT_FOUND, id);
        }
        requireVersion(id, expectedVersion, () -> versionOf(existing));
        drop(existing);
    }

    private void drop(Edge edge) {
        edges.remove(edge.effectiveId());
        changed = true;
        spellings.values().remove(edge.effectiveId());
    }

    @Nullable
    Edge findEdge(String id) {
        Edge edge = edges.get(id);
        String other = spellings.get(id);
        return edge != null || other == null ? edge : edges.get(other);
    }

    StoredNode stored(Node node) {
        long out = degree(node.id(), Direction.OUT);
        long in = degree(node.id(), Direction.IN);
        return new StoredNode(node, versionOf(node), directed ? out : out + in, directed ? in : 0);
    }

    StoredEdge stored(Edge edge) {
        return new StoredEdge(edge, versionOf(edge));
    }

    /** Ends of edges at the node; in an undirected graph every end counts as both. */
    long degree(String id, Direction direction) {
        long out =
                edges.values().stream().filter(edge -> edge.source().equals(id)).count();
        long in =
                edges.values().stream().filter(edge -> edge.target().equals(id)).count();
        return direction == Direction.OUT ? out : direction == Direction.IN ? in : out + in;
    }

    /** What a step from the node leads over, in the order of arrival. */
    List<Neighbor> neighbors(String id, Direction direction) {
        var neighbors = new ArrayList<Neighbor>();
        for (Edge edge : edges.values()) {
            boolean out = edge.source().equals(id);
            boolean in = edge.target().equals(id);
            if (directed) {
                if (out && direction != Direction.IN) {
                    neighbors.add(neighbor(edge.target(), edge, Direction.OUT));
                }
                if (in && direction != Direction.OUT) {
                    neighbors.add(neighbor(edge.source(), edge, Direction.IN));
                }
            } else if (out || in) {
                neighbors.add(neighbor(out ? edge.target() : edge.source(), edge, Direction.OUT));
            }
        }
        return neighbors;
    }

    private Neighbor neighbor(String id, Edge edge, Direction direction) {
        return new Neighbor(stored(Objects.requireNonNull(nodes.get(id))), stored(edge), direction);
    }

    /** Whether the edge has no id of its own: none was given, or the derived one; undirected, either spelling of it. */
    private boolean isDerived(Edge edge) {
        String id = edge.effectiveId();
        return id.equals(derived(edge)) || !directed && id.equals(turned(edge));
    }

    private static String turned(Edge edge) {
        return Ids.derivedEdgeId(edge.target(), edge.source(), edge.type());
    }

    private static String derived(Edge edge) {
        return Ids.derivedEdgeId(edge.source(), edge.target(), edge.type());
    }

    private static long versionOf(Object content) {
        return content.hashCode() | 1L << 32;
    }

    private static void requireVersion(String id, long expected, Supplier<Long> actual) {
        refuseIf(expected != 0 && expected != actual.get(), StatusCode.VERSION_MISMATCH, id);
    }

    static void refuseIf(boolean wrong, StatusCode status, String value) {
        if (wrong) {
            throw refused(status, value);
        }
    }

    static GraphException refused(StatusCode status, String value) {
        return GraphException.of(Failure.of(status).value(value));
    }
}
