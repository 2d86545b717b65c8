package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import java.util.Arrays;

/** The engine through the Java API, filled by one row of nodes and one of edges, each filled again for every call. */
final class KneiphofRows extends KneiphofPeer {

    private final SchemaRow node = Schema.EMPTY
            .with("value", Schema.Type.FLOAT)
            .with("status", Schema.Type.TEXT)
            .row();

    private final SchemaRow edge =
            Schema.EMPTY.with("weight", Schema.Type.FLOAT).row();

    @Override
    public void addNode(String id, double value, String status) {
        graph.addNode(node.id(id).set(0, value).set(1, status));
    }

    @Override
    public void addEdge(String source, String target, double weight) {
        graph.addEdge(edge.ends(source, target).set(0, weight));
    }

    /** The same, for who knows its nodes by their places and not by their ids: asks once for all their numbers. */
    KneiphofRows loadByNumbers(BenchGraph bench) {
        for (int node = 0; node < bench.nodes(); node++) {
            addNode(bench.ids[node], bench.values[node], bench.status(node));
        }
        long[] numbers = graph.findNodes(Arrays.asList(bench.ids));
        for (int each = 0; each < bench.edges(); each++) {
            graph.addEdge(edge.ends(numbers[bench.sources[each]], numbers[bench.targets[each]])
                    .set(0, bench.weights[each]));
        }
        return this;
    }
}
