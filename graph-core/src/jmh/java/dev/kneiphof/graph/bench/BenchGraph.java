package dev.kneiphof.graph.bench;

import java.nio.charset.StandardCharsets;

/** The graph that every benchmark works on, as columns; the same as {@code native/crates/bench/src/bench_graph.rs} makes. */
public final class BenchGraph {

    /** More than caches hold of any graph that is measured: no query is answered from what the round before left there. */
    public static final int QUERIES = 131_072;

    public static final int TWO_HOP_QUERIES = 1_024;
    public static final String[] STATUSES = {"active", "inactive"};

    private static final int EDGES_OF_A_NODE = 5;
    private static final long SEED = 42;
    private static final long NAMES = 3;
    private static final long VALUES = 4;
    private static final long STATUSES_DRAWN = 5;
    private static final long WEIGHTS = 6;
    private static final long QUERIES_DRAWN = 7;

    public final String[] ids;
    public final double[] values;
    public final byte[] statuses;
    public final int[] sources;
    public final int[] targets;
    public final double[] weights;
    /** Nodes that look-ups and hops begin at, drawn evenly from all of them. */
    public final int[] queries;

    BenchGraph(int communities, int nodes, int edges, long seed) {
        EdgeEnds ends = EdgeEnds.of(communities, nodes, edges, seed);
        sources = ends.sources;
        targets = ends.targets;
        ids = new String[nodes];
        values = new double[nodes];
        statuses = new byte[nodes];
        weights = new double[edges];
        queries = new int[QUERIES];
        drawAttributes(seed);
        drawQueries(seed);
    }

    /** The graph of a size. */
    public static BenchGraph of(int nodes) {
        return new BenchGraph(0, nodes, nodes * EDGES_OF_A_NODE, SEED);
    }

    private void drawAttributes(long seed) {
        int[] names = new SplitMix64(seed, NAMES).permutation(nodes());
        SplitMix64 value = new SplitMix64(seed, VALUES);
        SplitMix64 status = new SplitMix64(seed, STATUSES_DRAWN);
        SplitMix64 weight = new SplitMix64(seed, WEIGHTS);
        for (int node = 0; node < nodes(); node++) {
            String digits = Integer.toString(names[node]);
            ids[node] = "n" + "0".repeat(12 - digits.length()) + digits;
            values[node] = value.unit() * 100.0;
            statuses[node] = (byte) (status.nextLong() >>> 63);
        }
        for (int edge = 0; edge < edges(); edge++) {
            weights[edge] = weight.unit();
        }
    }

    private void drawQueries(long seed) {
        SplitMix64 random = new SplitMix64(seed, QUERIES_DRAWN);
        for (int query = 0; query < QUERIES; query++) {
            queries[query] = random.below(nodes());
        }
    }

    public int nodes() {
        return ids.length;
    }

    public int edges() {
        return sources.length;
    }

    String status(int node) {
        return STATUSES[statuses[node]];
    }

    /** What the values of the queried nodes add up to, in their order. */
    double sumOfQueriedValues() {
        double sum = 0;
        for (int query : queries) {
            sum += values[query];
        }
        return sum;
    }

    /** The ids of the queries as they come off a wire: texts that nobody has hashed yet. */
    String[] freshQueryIds() {
        String[] fresh = new String[QUERIES];
        for (int query = 0; query < QUERIES; query++) {
            fresh[query] =
                    new String(ids[queries[query]].getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        }
        return fresh;
    }

    long checksum() {
        Fnv hash = new Fnv();
        for (int node = 0; node < nodes(); node++) {
            hash.text(ids[node]);
            hash.number(Double.doubleToRawLongBits(values[node]), Long.BYTES);
            hash.text(status(node));
        }
        for (int edge = 0; edge < edges(); edge++) {
            hash.number(sources[edge], Integer.BYTES);
            hash.number(targets[edge], Integer.BYTES);
            hash.number(Double.doubleToRawLongBits(weights[edge]), Long.BYTES);
        }
        for (int query : queries) {
            hash.number(query, Integer.BYTES);
        }
        return hash.value;
    }

    /** FNV-1a, 64 bits. */
    private static final class Fnv {

        private long value = 0xCBF2_9CE4_8422_2325L;

        void text(String text) {
            for (int at = 0; at < text.length(); at++) {
                number(text.charAt(at), 1);
            }
        }

        void number(long number, int bytes) {
            for (int at = 0; at < bytes; at++) {
                value = (value ^ (number >>> (8 * at) & 0xFF)) * 0x0000_0100_0000_01B3L;
            }
        }
    }
}
