package dev.kneiphof.app.graph;

import dev.kneiphof.graph.Graph;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A graph with its name, its settings, and a number that a later graph of the same name does not have. */
public final class NamedGraph {

    private final String name;
    private final long incarnation;
    private final Graph graph;
    private final AtomicReference<GraphSettings> settings = new AtomicReference<>(GraphSettings.NONE);

    NamedGraph(String name, long incarnation, Graph graph) {
        this.name = name;
        this.incarnation = incarnation;
        this.graph = graph;
    }

    public String name() {
        return name;
    }

    public Graph graph() {
        return graph;
    }

    long incarnation() {
        return incarnation;
    }

    public GraphSettings settings() {
        return settings.get();
    }

    /** Changes the settings atomically and returns the new ones. */
    public GraphSettings change(UnaryOperator<GraphSettings> change) {
        return settings.updateAndGet(change);
    }
}
