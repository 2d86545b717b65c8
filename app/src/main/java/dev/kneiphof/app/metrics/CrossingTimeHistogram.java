package dev.kneiphof.app.metrics;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.Histogram;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.stream.LongStream;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The sampled durations as a histogram of Prometheus, whose buckets can be added up over servers, as quantiles cannot. Micrometer has
 * no histogram that others have counted; its timer of the same name gives way to this.
 */
@Component
final class CrossingTimeHistogram implements MeterRegistryCustomizer<PrometheusMeterRegistry>, Collector {

    private static final String NAME = "kneiphof_crossing_time_seconds";

    /** Powers of four from 16 ns to 17 s. A duration is counted with eight bounds for each power of two, so that none lies across. */
    private static final long[] BOUNDS_NANOS = LongStream.iterate(16, bound -> bound <= 1L << 34, bound -> bound * 4)
            .toArray();

    @Override
    public void customize(PrometheusMeterRegistry registry) {
        registry.config().meterFilter(MeterFilter.deny(id -> id.getName().equals(CrossingMetrics.TIME)));
        registry.getPrometheusRegistry().register(this);
    }

    @Override
    public HistogramSnapshot collect() {
        var all = HistogramSnapshot.builder()
                .name(NAME)
                .help("Duration of the sampled calls")
                .unit(Unit.SECONDS);
        Crossings.snapshot().functions().forEach(function -> all.dataPoint(point(function)));
        return all.build();
    }

    private static HistogramDataPointSnapshot point(FunctionCrossings function) {
        Histogram nanos = function.nanos();
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of("fn", function.name()))
                .sum(nanos.mean() * nanos.count() / 1e9)
                .classicHistogramBuckets(buckets(nanos))
                .build();
    }

    private static ClassicHistogramBuckets buckets(Histogram nanos) {
        var counts = new long[BOUNDS_NANOS.length + 1];
        long[] upTo = nanos.bucketUpperBounds();
        long[] counted = nanos.bucketCounts();
        int at = 0;
        for (int bucket = 0; bucket < upTo.length; bucket++) {
            while (at < BOUNDS_NANOS.length && upTo[bucket] >= BOUNDS_NANOS[at]) {
                at++;
            }
            counts[at] += counted[bucket];
        }
        var buckets = ClassicHistogramBuckets.builder();
        for (int bound = 0; bound < BOUNDS_NANOS.length; bound++) {
            // Bounds of Prometheus are inclusive, and durations are whole nanoseconds.
            buckets.bucket((BOUNDS_NANOS[bound] - 1) / 1e9, counts[bound]);
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, counts[BOUNDS_NANOS.length])
                .build();
    }
}
