package dev.kneiphof.app.metrics;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.ingestion.IngestionSettings;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.Histogram;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The crossings as Micrometer meters. They poll the counters that are kept anyway: a timer around each call would cost
 * twenty times the call.
 */
@Component
final class CrossingMetrics implements MeterBinder {

    private static final String PREFIX = "kneiphof.crossing.";
    private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99);

    private final LatestSnapshot latest = new LatestSnapshot();
    private final GraphService graphs;
    private final IngestionSettings ingestion;

    CrossingMetrics(GraphService graphs, IngestionSettings ingestion) {
        this.graphs = graphs;
        this.ingestion = ingestion;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        latest.names().forEach(function -> bindFunction(function, registry));
        Gauge.builder(PREFIX + "arena.open", () -> Crossings.open().arenas())
                .description("Arenas of native memory that somebody has to close")
                .register(registry);
        Gauge.builder(PREFIX + "arena.bytes", () -> Crossings.open().arenaBytes())
                .description("Bytes allocated in open arenas")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(PREFIX + "view.open", () -> Crossings.open().views())
                .description("Views on columns and rows of the engine")
                .register(registry);
        FunctionCounter.builder(
                        PREFIX + "forgotten", this, metrics -> Crossings.open().forgotten())
                .description("Graphs and views that nobody closed and the cleaner did: leaks")
                .register(registry);
        Gauge.builder("kneiphof.graphs", graphs, service -> service.list().size())
                .description("Graphs of this server")
                .register(registry);
        Gauge.builder(
                        "kneiphof.ingestion.chunk",
                        ingestion,
                        settings -> settings.server().chunk())
                .description("Rows a crossing, where neither graph nor request say otherwise")
                .baseUnit("rows")
                .register(registry);
        bindMode("single", settings -> settings.server().isSingle() ? 1 : 0, registry);
        bindMode("batched", settings -> settings.server().isSingle() ? 0 : 1, registry);
    }

    private void bindMode(String mode, ToDoubleFunction<IngestionSettings> inForce, MeterRegistry registry) {
        Gauge.builder("kneiphof.ingestion.mode", ingestion, inForce)
                .description("1 for the mode that is in force on this server")
                .tag("mode", mode)
                .register(registry);
    }

    private void bindFunction(String function, MeterRegistry registry) {
        counter("calls", function, FunctionCrossings::calls)
                .description("Calls over the boundary")
                .register(registry);
        counter("upcalls", function, FunctionCrossings::upcalls)
                .description("Of the calls those from Rust to Java")
                .register(registry);
        counter("rows", function, FunctionCrossings::rows)
                .description("Nodes and edges that crossed")
                .register(registry);
        counter("errors", function, FunctionCrossings::errors)
                .description("Calls that ended with a failure")
                .register(registry);
        bytes(function, "in", "copy", FunctionCrossings::bytesIn, registry);
        bytes(function, "out", "copy", FunctionCrossings::bytesOut, registry);
        bytes(function, "out", "view", FunctionCrossings::bytesViewed, registry);
        FunctionTimer.builder(
                        PREFIX + "time",
                        latest,
                        snapshot -> snapshot.of(function).nanos().count(),
                        snapshot -> totalNanos(snapshot.of(function).nanos()),
                        TimeUnit.NANOSECONDS)
                .description("Duration of the sampled calls")
                .tag("fn", function)
                .register(registry);
        QUANTILES.forEach(share -> TimeGauge.builder(
                        PREFIX + "time.quantile",
                        latest,
                        TimeUnit.NANOSECONDS,
                        snapshot -> snapshot.of(function).nanos().quantile(share))
                .description("Quantile of the duration of the sampled calls, since the server began")
                .tag("fn", function)
                .tag("quantile", share.toString())
                .register(registry));
    }

    private void bytes(
            String function,
            String direction,
            String kind,
            ToDoubleFunction<FunctionCrossings> count,
            MeterRegistry registry) {
        counter("bytes", function, count)
                .description("Bytes that crossed, copied or read in place")
                .baseUnit("bytes")
                .tag("dir", direction)
                .tag("kind", kind)
                .register(registry);
    }

    private FunctionCounter.Builder<LatestSnapshot> counter(
            String name, String function, ToDoubleFunction<FunctionCrossings> count) {
        return FunctionCounter.builder(PREFIX + name, latest, snapshot -> count.applyAsDouble(snapshot.of(function)))
                .tag("fn", function);
    }

    private static double totalNanos(Histogram nanos) {
        return nanos.mean() * nanos.count();
    }
}
