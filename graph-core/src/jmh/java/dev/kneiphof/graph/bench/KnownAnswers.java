package dev.kneiphof.graph.bench;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What right answers look like, computed without any of the graphs that are measured.
 *
 * @param lonely nodes without an edge
 * @param filtered nodes with {@code value > 50} and {@code status == "active"}
 * @param oneHop neighbors of all queries together
 * @param twoHops nodes within two hops of each of the first queries, without the query's own, added up
 */
record KnownAnswers(int maxOutDegree, int lonely, int filtered, int oneHop, int twoHops) {

    static KnownAnswers of(BenchGraph graph) {
        int[] ends = new int[graph.nodes() + 1];
        BitSet connected = new BitSet();
        for (int edge = 0; edge < graph.edges(); edge++) {
            ends[graph.sources[edge] + 1]++;
            connected.set(graph.sources[edge]);
            connected.set(graph.targets[edge]);
        }
        int maxOutDegree = Arrays.stream(ends).max().orElse(0);
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] next = ends.clone();
        int[] targets = new int[graph.edges()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            targets[next[graph.sources[edge]]++] = graph.targets[edge];
        }
        int filtered = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            filtered += graph.values[node] > 50 && graph.statuses[node] == 0 ? 1 : 0;
        }
        int oneHop = 0;
        for (int query : graph.queries) {
            oneHop += ends[query + 1] - ends[query];
        }
        int twoHops = 0;
        for (int query = 0; query < BenchGraph.TWO_HOP_QUERIES; query++) {
            twoHops += withinTwoHops(graph.queries[query], ends, targets);
        }
        return new KnownAnswers(maxOutDegree, graph.nodes() - connected.cardinality(), filtered, oneHop, twoHops);
    }

    private static int withinTwoHops(int query, int[] ends, int[] targets) {
        BitSet reached = new BitSet();
        for (int near = ends[query]; near < ends[query + 1]; near++) {
            int neighbor = targets[near];
            reached.set(neighbor);
            for (int far = ends[neighbor]; far < ends[neighbor + 1]; far++) {
                reached.set(targets[far]);
            }
        }
        reached.clear(query);
        return reached.cardinality();
    }
}
