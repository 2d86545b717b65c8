package dev.kneiphof.graph;

/** The source or the target of an edge, {@link #value()}, is not a node of the graph. */
public final class EndpointNotFoundException extends GraphException {

    private static final long serialVersionUID = 1L;

    EndpointNotFoundException(Failure failure, boolean traced) {
        super(failure, traced);
    }
}
