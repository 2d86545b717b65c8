package dev.kneiphof.graph;

/** There is no edge with the id that {@link #value()} names. */
public final class EdgeNotFoundException extends GraphException {

    private static final long serialVersionUID = 1L;

    EdgeNotFoundException(Failure failure, boolean traced) {
        super(failure, traced);
    }
}
