package dev.kneiphof.graph;

/** An internal fault stopped an earlier change: the graph can be read but not changed. */
public final class GraphPoisonedException extends GraphException {

    private static final long serialVersionUID = 1L;

    GraphPoisonedException(Failure failure) {
        super(failure);
    }
}
