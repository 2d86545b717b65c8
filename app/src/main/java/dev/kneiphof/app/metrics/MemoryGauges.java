package dev.kneiphof.app.metrics;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.app.metrics.LatestMemory.Reading;
import dev.kneiphof.app.metrics.LatestMemory.Series;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gauges of one registry. A column that is new to its graph has its number from the reading after the one that met it. */
final class MemoryGauges {

    /** A gauge that is taken away and put back while it is being scraped would be in the scrape twice. */
    private static final boolean KNOWN_ANEW = false;

    private final GraphService graphs;
    private final Set<Series> structures;
    private final MultiGauge bytes;
    private final MultiGauge open;
    private final MultiGauge oldest;
    private final MultiGauge held;
    private List<LatestMemory> latest = List.of();

    MemoryGauges(GraphService graphs, MeterRegistry registry) {
        this.graphs = graphs;
        structures = structures(graphs.options());
        bytes = gauge("kneiphof.native.bytes", "bytes", "Native memory of a graph; the sum is all of it", registry);
        open = gauge("kneiphof.snapshots.open", null, "Readers that hold a graph as it was", registry);
        oldest = gauge("kneiphof.snapshots.oldest", "seconds", "Age of the oldest of them", registry);
        held = gauge("kneiphof.snapshots.held", "bytes", "Memory that only they keep, at most", registry);
    }

    /** What every graph has, told by an empty one. Crosses three times. */
    private static Set<Series> structures(GraphOptions options) {
        try (Graph empty = Graph.open(options)) {
            return Reading.of(empty.memory()).bytes().keySet();
        }
    }

    private static MultiGauge gauge(String name, @Nullable String unit, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(registry);
    }

    /** Brings the gauges up to date with the graphs that there are and the columns that were met. Does not cross: whoever makes a
     * graph is billed for the graph alone. */
    synchronized void refresh() {
        latest = graphs.list().stream().map(this::latest).toList();
        bytes.register(latest.stream().flatMap(this::parts).toList(), KNOWN_ANEW);
        register(open, reading -> reading.snapshots().open());
        register(oldest, reading -> reading.snapshots().oldestNanos() / 1e9);
        register(held, reading -> reading.snapshots().heldBytes());
    }

    private LatestMemory latest(NamedGraph graph) {
        return latest.stream()
                .filter(known -> known.isOf(graph))
                .findAny()
                .orElseGet(() -> new LatestMemory(graph, structures));
    }

    private Stream<Row<?>> parts(LatestMemory graph) {
        return graph.series().stream().map(series -> row(graph, tags(series), reading -> reading.bytes(series)));
    }

    private static Tags tags(Series series) {
        return Tags.of("structure", series.structure(), "column", series.column());
    }

    private void register(MultiGauge gauge, ToDoubleFunction<Reading> number) {
        gauge.register(
                latest.stream().map(graph -> row(graph, Tags.empty(), number)).toList(), KNOWN_ANEW);
    }

    private Row<?> row(LatestMemory graph, Tags tags, ToDoubleFunction<Reading> number) {
        return Row.of(tags.and("graph", graph.name()), graph, of -> number(of, number));
    }

    /** No number while somebody writes for long, or when the graph goes away. */
    private double number(LatestMemory graph, ToDoubleFunction<Reading> number) {
        Reading reading = graph.read();
        if (reading == null) {
            return Double.NaN;
        }
        if (graph.meetsSeries()) {
            refresh();
        }
        return number.applyAsDouble(reading);
    }
}
