package dev.kneiphof.app.metrics;

import dev.kneiphof.app.graph.GraphService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * The native memory of each graph by structure and by column, and what open snapshots hold beside it. Only the engine knows,
 * so a reading crosses once per graph and is counted as {@code kneiphof_graph_memory} like any other call: a remembered number
 * would be wrong while rows come in.
 */
@Component
final class MemoryMetrics implements MeterBinder {

    private final GraphService graphs;

    MemoryMetrics(GraphService graphs) {
        this.graphs = graphs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        var gauges = new MemoryGauges(graphs, registry);
        graphs.onChange(gauges::refresh);
        gauges.refresh();
    }
}
