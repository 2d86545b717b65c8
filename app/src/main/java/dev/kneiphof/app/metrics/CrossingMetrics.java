package dev.kneiphof.app.metrics;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.ingestion.IngestionSettings;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.Histogram;
import dev.kneiphof.graph.StatusCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The crossings as Micrometer meters. They poll the counters that are kept anyway: a timer around each call would cost
 * twenty times the call.
 */
@Component
final class CrossingMetrics implements MeterBinder {

    /** Durations; as a histogram where the registry can take one that was counted by others. */
    static final String TIME = "kneiphof.crossing.time";

    private static final String PREFIX = "kneiphof.crossing.";
    private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99);

    private final LatestSnapshot latest = new LatestSnapshot(this::meetFailures);
    private final Set<FailureOfFunction> met = ConcurrentHashMap.newKeySet();
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final GraphService graphs;
    private final IngestionSettings ingestion;

    CrossingMetrics(GraphService graphs, IngestionSettings ingestion) {
        this.graphs = graphs;
        this.ingestion = ingestion;
    }

    /** A way in which a function has ended. */
    private record FailureOfFunction(String function, StatusCode code) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        met.forEach(failure -> bindFailure(failure, registry));
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

    /** Codes become series when they are met: all of them would be a thousand zeros. */
    private void meetFailures(FunctionCrossings function) {
        for (StatusCode code : function.failures().keySet()) {
            var failure = new FailureOfFunction(function.name(), code);
            if (met.add(failure)) {
                registries.forEach(registry -> bindFailure(failure, registry));
            }
        }
    }

    private void bindFailure(FailureOfFunction failure, MeterRegistry registry) {
        counter("errors", failure.function(), function -> function.failures().getOrDefault(failure.code(), 0L))
                .description("Calls that ended with a failure, by its code")
                .tag("code", failure.code().name())
                .register(registry);
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
        bytes(function, "in", "copy", FunctionCrossings::bytesIn, registry);
        bytes(function, "out", "copy", FunctionCrossings::bytesOut, registry);
        bytes(function, "out", "view", FunctionCrossings::bytesViewed, registry);
        FunctionTimer.builder(
                        TIME,
                        latest,
                        snapshot -> snapshot.of(function).nanos().count(),
                        snapshot -> totalNanos(snapshot.of(function).nanos()),
                        TimeUnit.NANOSECONDS)
                .description("Duration of the sampled calls")
                .tag("fn", function)
                .register(registry);
        QUANTILES.forEach(share -> TimeGauge.builder(
                        TIME + ".quantile",
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
