package dev.kneiphof.graph;

/** There is no node with the id that {@link #value()} names. */
public final class NodeNotFoundException extends GraphException {

    private static final long serialVersionUID = 1L;

    NodeNotFoundException(Failure failure, boolean traced) {
        super(failure, traced);
    }
}
