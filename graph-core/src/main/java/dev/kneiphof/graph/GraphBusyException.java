package dev.kneiphof.graph;

/** The graph is held by a transaction for longer than the caller was ready to wait. */
public final class GraphBusyException extends GraphException {

    private static final long serialVersionUID = 1L;

    GraphBusyException(Failure failure) {
        super(failure);
    }
}
