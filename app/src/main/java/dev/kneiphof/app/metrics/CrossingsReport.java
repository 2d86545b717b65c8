package dev.kneiphof.app.metrics;

import dev.kneiphof.app.ingestion.ModeChange;
import dev.kneiphof.graph.CrossingsSnapshot;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.Histogram;
import dev.kneiphof.graph.OpenMemory;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What has crossed, as the endpoint and the stream tell it. How much memory the graphs take is not part of it: to ask for that
 * is a crossing.
 *
 * @param since when counting began
 * @param functions those that were called, in the order of {@code kneiphof.h}
 * @param open what Java holds open of native memory
 * @param modeChanges when the mode of ingestion changed, for the curves
 * @param metering what counting costs; null until it was measured
 */
record CrossingsReport(
        Instant since,
        Totals totals,
        List<FunctionReport> functions,
        OpenMemory open,
        List<ModeChange> modeChanges,
        @Nullable MeteringCost metering) {

    /** All functions together. */
    record Totals(
            long calls,
            long upcalls,
            long rows,
            long bytesIn,
            long bytesOut,
            long bytesViewed,
            long errors,
            long sampled) {}

    /**
     * One native function. Counts are exact, durations are those of the sampled calls.
     *
     * @param histogram only buckets that hold something; {@code upTo} is inclusive
     */
    record FunctionReport(
            String name,
            long calls,
            long upcalls,
            long rows,
            long bytesIn,
            long bytesOut,
            long bytesViewed,
            long errors,
            long sampled,
            Nanos nanos,
            List<Bucket> histogram) {}

    /** Durations of a call. */
    record Nanos(long min, long p50, long p90, long p99, long max, double mean) {}

    record Bucket(long upTo, long count) {}

    static CrossingsReport of(
            CrossingsSnapshot snapshot,
            OpenMemory open,
            List<ModeChange> modeChanges,
            @Nullable MeteringCost metering) {
        List<FunctionCrossings> called =
                snapshot.functions().stream().filter(f -> f.calls() > 0).toList();
        return new CrossingsReport(
                snapshot.since(),
                totals(called),
                called.stream().map(CrossingsReport::function).toList(),
                open,
                modeChanges,
                metering);
    }

    private static Totals totals(List<FunctionCrossings> called) {
        return new Totals(
                sum(called, FunctionCrossings::calls),
                sum(called, FunctionCrossings::upcalls),
                sum(called, FunctionCrossings::rows),
                sum(called, FunctionCrossings::bytesIn),
                sum(called, FunctionCrossings::bytesOut),
                sum(called, FunctionCrossings::bytesViewed),
                sum(called, FunctionCrossings::errors),
                sum(called, FunctionCrossings::sampled));
    }

    private static long sum(List<FunctionCrossings> called, ToLongFunction<FunctionCrossings> count) {
        return called.stream().mapToLong(count).sum();
    }

    private static FunctionReport function(FunctionCrossings function) {
        Histogram nanos = function.nanos();
        return new FunctionReport(
                function.name(),
                function.calls(),
                function.upcalls(),
                function.rows(),
                function.bytesIn(),
                function.bytesOut(),
                function.bytesViewed(),
                function.errors(),
                function.sampled(),
                new Nanos(
                        nanos.min(),
                        nanos.quantile(0.5),
                        nanos.quantile(0.9),
                        nanos.quantile(0.99),
                        nanos.max(),
                        nanos.mean()),
                buckets(nanos));
    }

    private static List<Bucket> buckets(Histogram nanos) {
        long[] bounds = nanos.bucketUpperBounds();
        long[] counts = nanos.bucketCounts();
        return IntStream.range(0, bounds.length)
                .mapToObj(i -> new Bucket(bounds[i], counts[i]))
                .toList();
    }
}
