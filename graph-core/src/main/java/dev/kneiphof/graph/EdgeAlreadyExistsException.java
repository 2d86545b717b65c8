package dev.kneiphof.graph;

/** An edge with the id that {@link #value()} names exists already; an explicit id makes a parallel edge possible. */
public final class EdgeAlreadyExistsException extends GraphException {

    private static final long serialVersionUID = 1L;

    EdgeAlreadyExistsException(Failure failure, boolean traced) {
        super(failure, traced);
    }
}
