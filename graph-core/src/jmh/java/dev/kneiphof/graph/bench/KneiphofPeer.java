package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeBlock;
import dev.kneiphof.graph.EdgeSchema;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Neighbor;
import dev.kneiphof.graph.NeighborQuery;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeBlock;
import dev.kneiphof.graph.NodeSchema;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The engine through the Java API: whole rows come back, as anybody gets them. */
class KneiphofPeer implements Peer {

    static final Filter FILTER = Filter.and(
            Filter.attribute("value").greaterThan(50.0),
            Filter.attribute("status").equalTo("active"));

    private static final NodeSchema<Vertex> VERTICES = NodeSchema.of(Vertex.class, MethodHandles.lookup());
    private static final EdgeSchema<Link> LINKS = EdgeSchema.of(Link.class, MethodHandles.lookup());
    private static final int ROWS_OF_A_BATCH = 4_096;
    private static final NeighborQuery OUTGOING =
            NeighborQuery.all().direction(Direction.OUT).limit(Query.LIMIT_MAX);

    /** A node as a program without a graph would keep it. */
    record Vertex(String id, double value, String status) {

        static Vertex of(BenchGraph bench, int node) {
            return new Vertex(bench.ids[node], bench.values[node], bench.status(node));
        }
    }

    private record Link(String source, String target, double weight) {}

    final Graph graph = Graph.open(GraphOptions.defaults());

    static Node node(String id, double value, String status) {
        return Node.of(id).with("value", value).with("status", status);
    }

    static Edge edge(String source, String target, double weight) {
        return Edge.of(source, target).with("weight", weight);
    }

    static double value(Node node) {
        return node.attributes().get("value") instanceof FloatValue(double value) ? value : Double.NaN;
    }

    @Override
    public void addNode(String id, double value, String status) {
        graph.addNode(node(id, value, status));
    }

    @Override
    public void addEdge(String source, String target, double weight) {
        graph.addEdge(edge(source, target, weight));
    }

    /** Rows as objects, collected and sent together. */
    KneiphofPeer loadInBatches(BenchGraph bench) {
        for (int first = 0; first < bench.nodes(); first += ROWS_OF_A_BATCH) {
            Batch.Builder batch = Batch.builder();
            for (int node = first; node < Math.min(first + ROWS_OF_A_BATCH, bench.nodes()); node++) {
                batch.addNode(node(bench.ids[node], bench.values[node], bench.status(node)));
            }
            graph.apply(batch.build());
        }
        for (int first = 0; first < bench.edges(); first += ROWS_OF_A_BATCH) {
            Batch.Builder batch = Batch.builder();
            for (int edge = first; edge < Math.min(first + ROWS_OF_A_BATCH, bench.edges()); edge++) {
                String source = bench.ids[bench.sources[edge]];
                batch.addEdge(edge(source, bench.ids[bench.targets[edge]], bench.weights[edge]));
            }
            graph.apply(batch.build());
        }
        return this;
    }

    /** Columns as they are, in one crossing for the nodes and one for the edges. */
    KneiphofPeer loadInBlocks(BenchGraph bench) {
        loadNodesInABlock(bench);
        List<String> ids = Arrays.asList(bench.ids);
        graph.addEdges(
                EdgeBlock.of(ids, bench.sources, bench.targets).with("weight", ColumnValues.floats(bench.weights)));
        return this;
    }

    /** Records, made here as a program would make them, then mapped to columns. */
    KneiphofPeer loadAsRecords(BenchGraph bench) {
        loadNodesAsRecords(bench);
        List<Link> links = new ArrayList<>(bench.edges());
        for (int edge = 0; edge < bench.edges(); edge++) {
            links.add(new Link(bench.ids[bench.sources[edge]], bench.ids[bench.targets[edge]], bench.weights[edge]));
        }
        graph.addEdges(LINKS, links);
        return this;
    }

    void loadNodesInABlock(BenchGraph bench) {
        int[] statuses = new int[bench.nodes()];
        for (int node = 0; node < statuses.length; node++) {
            statuses[node] = bench.statuses[node];
        }
        graph.addNodes(NodeBlock.of(Arrays.asList(bench.ids))
                .with("value", ColumnValues.floats(bench.values))
                .with("status", ColumnValues.codes(List.of(BenchGraph.STATUSES), statuses)));
    }

    void loadNodesAsRecords(BenchGraph bench) {
        List<Vertex> vertices = new ArrayList<>(bench.nodes());
        for (int node = 0; node < bench.nodes(); node++) {
            vertices.add(Vertex.of(bench, node));
        }
        graph.addNodes(VERTICES, vertices);
    }

    @Override
    public double value(String id) {
        return value(graph.getNode(id).node());
    }

    /** One page holds 10,000 rows at most: the rest is counted, and not collected. */
    @Override
    public int filter() {
        return (int)
                graph.nodes(Query.all().filter(FILTER).limit(Query.LIMIT_MAX)).total();
    }

    @Override
    public int oneHop(String id) {
        return neighbors(id).size();
    }

    @Override
    public int twoHops(String id) {
        Set<String> reached = new HashSet<>();
        for (Neighbor near : neighbors(id)) {
            reached.add(near.node().node().id());
        }
        for (String near : List.copyOf(reached)) {
            for (Neighbor far : neighbors(near)) {
                reached.add(far.node().node().id());
            }
        }
        reached.remove(id);
        return reached.size();
    }

    private List<Neighbor> neighbors(String id) {
        Page<Neighbor> page = graph.neighbors(id, OUTGOING);
        if (page.total() == page.items().size()) {
            return page.items();
        }
        List<Neighbor> all = new ArrayList<>(page.items());
        while (all.size() < page.total()) {
            all.addAll(graph.neighbors(id, OUTGOING.skip(all.size())).items());
        }
        return all;
    }

    @Override
    public void close() {
        graph.close();
    }
}
