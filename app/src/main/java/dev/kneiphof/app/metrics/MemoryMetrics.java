package dev.kneiphof.app.metrics;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.graph.GraphException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * The native memory of each graph. Only the engine knows it, so a reading crosses once per graph, in O(1), and is counted as
 * {@code kneiphof_graph_counts} like any other call: a remembered number would be wrong while rows come in.
 */
@Component
final class MemoryMetrics implements MeterBinder {

    private final GraphService graphs;

    MemoryMetrics(GraphService graphs) {
        this.graphs = graphs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MultiGauge bytes = MultiGauge.builder("kneiphof.native.bytes")
                .description("Native memory of a graph; a reading crosses once (kneiphof_graph_counts)")
                .baseUnit("bytes")
                .register(registry);
        Runnable refresh = () -> bytes.register(
                graphs.list().stream()
                        .map(graph -> Row.of(Tags.of("graph", graph.name()), graph, MemoryMetrics::bytes))
                        .toList(),
                true);
        graphs.onChange(refresh);
        refresh.run();
    }

    /** No number while the graph is held, or when it goes away. */
    private static double bytes(NamedGraph graph) {
        try {
            return graph.graph().counts().bytes();
        } catch (GraphException unavailable) {
            return Double.NaN;
        }
    }
}
