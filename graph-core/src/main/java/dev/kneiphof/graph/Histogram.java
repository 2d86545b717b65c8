package dev.kneiphof.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations in log-linear buckets: each power of two is cut into eight, so that a quantile is at most 12.5 % too high.
 *
 * @param bucketUpperBounds inclusive, rising; only buckets that hold something
 * @param bucketCounts one for each bound
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record Histogram(long count, long min, long max, double mean, long[] bucketUpperBounds, long[] bucketCounts) {

    public Histogram {
        bucketUpperBounds = bucketUpperBounds.clone();
        bucketCounts = bucketCounts.clone();
    }

    @Override
    public long[] bucketUpperBounds() {
        return bucketUpperBounds.clone();
    }

    @Override
    public long[] bucketCounts() {
        return bucketCounts.clone();
    }

    /** The bound that this share of the durations, 0 to 1, does not exceed; 0 when there are none. */
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < bucketCounts.length; i++) {
            seen += bucketCounts[i];
            if (seen >= rank) {
                return Math.min(bucketUpperBounds[i], max);
            }
        }
        return max;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Histogram that
                && count == that.count
                && min == that.min
                && max == that.max
                && Double.compare(mean, that.mean) == 0
                && Arrays.equals(bucketUpperBounds, that.bucketUpperBounds)
                && Arrays.equals(bucketCounts, that.bucketCounts);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count) * 31 + Arrays.hashCode(bucketCounts);
    }

    @Override
    public String toString() {
        return "Histogram[count=" + count + ", min=" + min + ", mean=" + mean + ", max=" + max + "]";
    }
}
