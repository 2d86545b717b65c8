package dev.kneiphof.graph;

/** The graph, transaction or view was used after it had been closed. */
public final class GraphClosedException extends GraphException {

    private static final long serialVersionUID = 1L;

    GraphClosedException(Failure failure) {
        super(failure);
    }
}
