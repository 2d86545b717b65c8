package dev.kneiphof.graph.bench;

/** Who is connected with whom, as in {@code native/crates/bench/src/edges.rs}: no duplicates, no loops. */
final class EdgeEnds {

    private static final long PLACES = 1;
    private static final long ENDS = 2;

    final int[] sources;
    final int[] targets;

    private EdgeEnds(int edges) {
        sources = new int[edges];
        targets = new int[edges];
    }

    /** R-MAT for no communities, else so many communities of equal size. */
    static EdgeEnds of(int communities, int nodes, int edges, long seed) {
        int[] places = new SplitMix64(seed, PLACES).permutation(nodes);
        SplitMix64 random = new SplitMix64(seed, ENDS);
        EdgeEnds ends = new EdgeEnds(edges);
        PairSet seen = new PairSet(edges);
        for (int edge = 0; edge < edges; ) {
            long pair = communities == 0 ? rMat(random, nodes) : within(random, nodes, nodes / communities);
            int source = (int) (pair >>> 32);
            int target = (int) pair;
            if (source < nodes && target < nodes && source != target && seen.add(pair)) {
                ends.sources[edge] = places[source];
                ends.targets[edge] = places[target];
                edge++;
            }
        }
        return ends;
    }

    private static long rMat(SplitMix64 random, int nodes) {
        long source = 0;
        long target = 0;
        int levels = Integer.SIZE - Integer.numberOfLeadingZeros(nodes - 1);
        for (int level = 0; level < levels; level++) {
            double quadrant = random.unit();
            boolean down = quadrant >= 0.76;
            boolean right = quadrant >= 0.57 && quadrant < 0.76 || quadrant >= 0.95;
            source = source << 1 | (down ? 1 : 0);
            target = target << 1 | (right ? 1 : 0);
        }
        return source << 32 | target;
    }

    private static long within(SplitMix64 random, int nodes, int size) {
        int source = random.below(nodes);
        boolean stays = random.unit() < 0.9;
        int target = stays ? source / size * size + random.below(size) : random.below(nodes);
        return (long) source << 32 | target;
    }

    /** A set of pairs that are not 0 to 0, without boxes. */
    private static final class PairSet {

        private final long[] slots;

        PairSet(int pairs) {
            slots = new long[Integer.highestOneBit(Math.max(pairs, 8)) << 2];
        }

        boolean add(long pair) {
            int slot = (int) (pair * 0x9E37_79B9_7F4A_7C15L >>> 32) & (slots.length - 1);
            while (slots[slot] != 0) {
                if (slots[slot] == pair) {
                    return false;
                }
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = pair;
            return true;
        }
    }
}
