package dev.kneiphof.app.ingestion;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The latest calls of one mode in a ring: older ones are forgotten, so that the figures follow the data. */
final class RecentCalls {

    static final int REMEMBERED = 4_096;

    private final int[] rows = new int[REMEMBERED];
    private final long[] nanos = new long[REMEMBERED];
    private boolean warm;
    private long added;

    void add(int callRows, long callNanos) {
        if (!warm) {
            warm = true;
            return;
        }
        int at = (int) (added++ % REMEMBERED);
        rows[at] = callRows;
        nanos[at] = callNanos;
    }

    IngestionMeter.@Nullable Cost cost() {
        int calls = (int) Math.min(added, REMEMBERED);
        if (calls == 0) {
            return null;
        }
        List<Integer> byCost = IntStream.range(0, calls)
                .boxed()
                .sorted(Comparator.comparingDouble(this::nanosPerRow))
                .toList();
        long all = IntStream.range(0, calls).mapToLong(call -> rows[call]).sum();
        long cheaper = 0;
        for (int call : byCost) {
            cheaper += rows[call];
            if (2 * cheaper >= all) {
                return new IngestionMeter.Cost(all, calls, nanosPerRow(call));
            }
        }
        throw new IllegalStateException("half of " + all + " rows was not reached");
    }

    private double nanosPerRow(int call) {
        return (double) nanos[call] / rows[call];
    }
}
