package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Histogram;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Sampled durations in log-linear buckets: below 16 ns exact, then eight buckets for each power of two. */
final class DurationHistogram {

    private static final int EXACT = 16;
    private static final int BUCKETS = bucketOf(Long.MAX_VALUE) + 1;

    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
    private final LongAdder sum = new LongAdder();
    private final LongAccumulator min = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    void record(long nanos) {
        long duration = Math.max(0, nanos);
        buckets.incrementAndGet(bucketOf(duration));
        sum.add(duration);
        min.accumulate(duration);
        max.accumulate(duration);
    }

    Histogram snapshot() {
        var bounds = new long[BUCKETS];
        var counts = new long[BUCKETS];
        int used = 0;
        long total = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            long count = buckets.get(bucket);
            if (count > 0) {
                bounds[used] = upperBoundOf(bucket);
                counts[used++] = count;
                total += count;
            }
        }
        return new Histogram(
                total,
                total == 0 ? 0 : min.get(),
                max.get(),
                total == 0 ? 0 : (double) sum.sum() / total,
                Arrays.copyOf(bounds, used),
                Arrays.copyOf(counts, used));
    }

    static int bucketOf(long nanos) {
        if (nanos < EXACT) {
            return (int) nanos;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(nanos);
        int eighth = (int) (nanos >>> (exponent - 3)) & 7;
        return EXACT + (exponent - 4) * 8 + eighth;
    }

    static long upperBoundOf(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int exponent = (bucket - EXACT) / 8 + 4;
        int eighth = (bucket - EXACT) % 8;
        return (1L << exponent) + ((eighth + 1L) << (exponent - 3)) - 1;
    }
}
