package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.lab.measure.Workload;
import dev.kneiphof.graph.Graph;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills a graph that is opened empty before, and closed after, each block. */
final class Filling implements Workload {

    private final Consumer<Graph> fill;
    private @Nullable Graph graph;

    Filling(Consumer<Graph> fill) {
        this.fill = fill;
    }

    @Override
    public void before() {
        graph = Bench.newGraph();
    }

    @Override
    public long run(long times) {
        Graph filled = Objects.requireNonNull(graph);
        fill.accept(filled);
        return filled.hashCode();
    }

    @Override
    public void after() {
        if (graph != null) {
            graph.close();
            graph = null;
        }
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}
