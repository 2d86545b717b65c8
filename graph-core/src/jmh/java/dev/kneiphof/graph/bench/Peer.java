package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.ffm.AbiGraph;

/** A graph that is filled one call at a time. */
interface Peer extends Answers {

    void addNode(String id, double value, String status);

    /** Both ends are there. */
    void addEdge(String source, String target, double weight);

    default Peer load(BenchGraph graph) {
        for (int node = 0; node < graph.nodes(); node++) {
            addNode(graph.ids[node], graph.values[node], graph.status(node));
        }
        for (int edge = 0; edge < graph.edges(); edge++) {
            addEdge(graph.ids[graph.sources[edge]], graph.ids[graph.targets[edge]], graph.weights[edge]);
        }
        return this;
    }

    /** The filled graph by its name in the tables. */
    static Answers loaded(String name, BenchGraph graph) {
        return switch (name) {
            case "Kneiphof" -> new KneiphofPeer().load(graph);
            case "Kneiphof rows" -> new KneiphofRows().load(graph);
            case "Kneiphof rows, ends by number" -> new KneiphofRows().loadByNumbers(graph);
            case "Kneiphof columns" -> new KneiphofColumns().load(graph);
            case "Kneiphof batches" -> new KneiphofPeer().loadInBatches(graph);
            case "Kneiphof blocks" -> new KneiphofPeer().loadInBlocks(graph);
            case "Kneiphof records" -> new KneiphofPeer().loadAsRecords(graph);
            case "Kneiphof ABI" -> AbiGraph.load(graph);
            case "plain objects" -> new PlainObjects().load(graph);
            case "plain objects, lists trimmed" ->
                new PlainObjects().load(graph).trimmed();
            case "JGraphT" -> new JGraphTPeer().load(graph);
            case "TinkerGraph" -> new TinkerGraphPeer().load(graph);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
