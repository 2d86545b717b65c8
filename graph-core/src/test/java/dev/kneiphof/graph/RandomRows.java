package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.InstantValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random nodes, edges, batches, filters and operations over few names, so that they meet each other often. */
final class RandomRows {

    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final List<String> LABELS = List.of("L", "M", "N");
    private static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            1.0,
            0.5,
            -0.0,
            (1L << 53) + 1,
            9007199254740992.0,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Long.MAX_VALUE,
            9.3e18);
    private static final List<Object> OTHERS = List.of(
            "",
            "x",
            "xy",
            "é",
            "\uffee",
            "😀",
            true,
            false,
            List.of(1L, "x"),
            Map.of("k", 1L),
            InstantValue.ofMicroseconds(1));

    private final SplittableRandom random;
    private final String prefix;
    private int edgeIds;

    RandomRows(SplittableRandom random) {
        this(random, "");
    }

    /** @param prefix of every id: rows with different prefixes never meet */
    RandomRows(SplittableRandom random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    /** An operation that may be applied to any number of graphs and does the same to each. */
    Function<Graph, Object> operation() {
        return operation(random.nextInt(16));
    }

    /** As {@link #operation()}, but never a question about rows of others. */
    Function<Graph, Object> change() {
        return operation(random.nextInt(14));
    }

    private Function<Graph, Object> operation(int kind) {
        return switch (kind) {
            case 0, 1 -> adding(node());
            case 2 -> upserting(node());
            case 3 -> merging(node());
            case 4, 5, 6 -> adding(edge());
            case 7 -> merging(edge());
            case 8 -> removing(id());
            case 9 -> removingEdge(edge().effectiveId());
            case 10 -> updating(nodeChange());
            case 11, 12 -> applying(batch(random.nextInt(1, 20)));
            case 13 -> transacting(List.of(batch(5), batch(5)), random.nextInt(3) > 0);
            default -> querying(query(), edgeQuery());
        };
    }

    private static Function<Graph, Object> adding(Node node) {
        return graph -> {
            graph.addNode(node);
            return graph.getNode(node.id()).node();
        };
    }

    private static Function<Graph, Object> upserting(Node node) {
        return graph -> graph.upsertNode(node);
    }

    private static Function<Graph, Object> merging(Node node) {
        return graph -> graph.mergeNode(node);
    }

    private static Function<Graph, Object> adding(Edge edge) {
        return graph -> graph.addEdge(edge);
    }

    private static Function<Graph, Object> merging(Edge edge) {
        return graph -> graph.mergeEdge(edge);
    }

    private static Function<Graph, Object> removing(String id) {
        return graph -> graph.removeNode(id, 0);
    }

    private static Function<Graph, Object> removingEdge(String id) {
        return graph -> {
            graph.removeEdge(id, 0);
            return "removed " + id;
        };
    }

    private static Function<Graph, Object> updating(NodeChange change) {
        return graph -> {
            graph.updateNode(change);
            return graph.getNode(change.id()).node().attributes();
        };
    }

    private static Function<Graph, Object> applying(Batch batch) {
        return graph -> seen(graph.apply(batch));
    }

    private static Function<Graph, Object> transacting(List<Batch> batches, boolean commit) {
        return graph -> {
            var seen = new ArrayList<>();
            try (Transaction transaction = graph.begin()) {
                batches.forEach(batch -> seen.add(seen(transaction.apply(batch))));
                if (commit) {
                    transaction.commit();
                }
            }
            return seen;
        };
    }

    private static List<Object> seen(BatchResult result) {
        return List.of(
                result.created(),
                result.updated(),
                result.removed(),
                result.removedEdges(),
                result.errors().stream()
                        .map(error -> error.row() + " " + error.status())
                        .toList());
    }

    private static Function<Graph, Object> querying(Query nodes, Query edges) {
        return graph -> List.of(
                graph.nodes(nodes).items().stream().map(StoredNode::id).toList(),
                graph.nodes(nodes).total(),
                graph.edges(edges).items().stream().map(StoredEdge::id).toList());
    }

    private String id() {
        return prefix + "n" + random.nextInt(40);
    }

    private Node node() {
        Node node = Node.of(id());
        for (String label : LABELS) {
            node = random.nextInt(4) == 0 ? node.label(label) : node;
        }
        for (String key : KEYS) {
            node = random.nextInt(2) == 0 ? node.with(key, value()) : node;
        }
        return node;
    }

    private Edge edge() {
        Edge edge = Edge.of(id(), id()).type(random.nextInt(2) == 0 ? "T" + random.nextInt(2) : null);
        edge = switch (random.nextInt(8)) {
            case 0, 1 -> edge.id(prefix + "e" + random.nextInt(++edgeIds));
            case 2 -> edge.id(Ids.derivedEdgeId(edge.target(), edge.source(), edge.type()));
            default -> edge;
        };
        return random.nextInt(2) == 0 ? edge.with(key(), value()) : edge;
    }

    private String key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private @Nullable Object value() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1, 2 -> OTHERS.get(random.nextInt(OTHERS.size()));
            default -> number();
        };
    }

    private Object number() {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private NodeChange nodeChange() {
        NodeChange change = NodeChange.of(id()).set("a", value()).remove("b");
        return random.nextInt(3) == 0 ? change.labels(List.of("N")) : change;
    }

    private Batch batch(int rows) {
        Batch.Builder batch = Batch.builder().lenient(random.nextBoolean());
        for (int row = 0; row < rows; row++) {
            batch.row(row());
        }
        return batch.build();
    }

    private BatchRow row() {
        Operation operation = Operation.values()[random.nextInt(4)];
        boolean remove = operation == Operation.REMOVE;
        if (random.nextBoolean()) {
            return remove ? new BatchRow.NodeRemoval(id()) : new BatchRow.NodeRow(operation, node());
        }
        return remove ? new BatchRow.EdgeRemoval(edge().effectiveId()) : new BatchRow.EdgeRow(operation, edge());
    }

    private Query query() {
        Order order = switch (random.nextInt(4)) {
            case 0 -> Order.byDegree();
            case 1 -> Order.byAttribute(key());
            default -> Order.insertion();
        };
        return Query.all()
                .filter(filter(this::nodeTest, 3))
                .order(random.nextBoolean() ? order : order.descending())
                .limit(random.nextInt(1, 60));
    }

    private Query edgeQuery() {
        return Query.all().filter(filter(this::edgeTest, 2)).limit(random.nextInt(1, 60));
    }

    /** A filter that looks at attributes alone, and at these keys. */
    Filter attributeFilter() {
        return filter(this::attributeTest, 3);
    }

    static String[] keys() {
        return KEYS.toArray(String[]::new);
    }

    private Filter filter(Supplier<Filter> test, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(5);
        return switch (kind) {
            case 1 -> Filter.not(filter(test, depth - 1));
            case 2 -> Filter.and(filters(test, depth - 1));
            case 3 -> Filter.or(filters(test, depth - 1));
            default -> test.get();
        };
    }

    private List<Filter> filters(Supplier<Filter> test, int depth) {
        return IntStream.range(0, random.nextInt(2, 4))
                .mapToObj(i -> filter(test, depth))
                .toList();
    }

    private Filter nodeTest() {
        return switch (random.nextInt(6)) {
            case 0 -> Filter.label(LABELS.get(random.nextInt(3)));
            case 1 -> Filter.degree(Direction.BOTH, order(), random.nextInt(5));
            case 2 -> Filter.id(Comparison.STARTS_WITH, prefix + "n" + random.nextInt(4));
            default -> attributeTest();
        };
    }

    private Filter edgeTest() {
        return switch (random.nextInt(5)) {
            case 0 -> Filter.type("T" + random.nextInt(3));
            case 1 -> Filter.source(id());
            case 2 -> Filter.target(id());
            default -> attributeTest();
        };
    }

    private Filter attributeTest() {
        Filter.AttributeSelector attribute = Filter.attribute(key());
        return switch (random.nextInt(6)) {
            case 0 -> Filter.has(attribute.key());
            case 1 -> attribute.in(number(), "x", true);
            case 2 -> attribute.startsWith("x");
            case 3 -> attribute.equalTo(random.nextBoolean() ? "x" : true);
            case 4 -> random.nextBoolean() ? attribute.greaterThan("\uffee") : attribute.lessThan("😀");
            default -> new Filter.AttributeTest(attribute.key(), order(), List.of(AttributeValue.of(number())));
        };
    }

    private Comparison order() {
        return Comparison.values()[random.nextInt(6)];
    }
}
