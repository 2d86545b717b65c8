package dev.kneiphof.graph.bench;

/** The random generator of the benchmarks, bit for bit that of {@code native/crates/bench/src/random.rs}. */
final class SplitMix64 {

    private long state;

    /** One of many independent sequences of a seed. */
    SplitMix64(long seed, long sequence) {
        state = seed * 1_000_003 + sequence;
    }

    long nextLong() {
        state += 0x9E37_79B9_7F4A_7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 to {@code bound} - 1. */
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** A number from 0 to 1, without 1. */
    double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** The numbers from 0 to {@code length} - 1 in random order. */
    int[] permutation(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = i;
        }
        for (int last = length - 1; last > 0; last--) {
            int other = below(last + 1);
            int swapped = order[last];
            order[last] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
