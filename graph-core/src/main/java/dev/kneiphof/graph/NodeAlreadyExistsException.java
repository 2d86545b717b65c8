package dev.kneiphof.graph;

/** A node with the id that {@link #value()} names exists already; upsert and merge are the calls that accept that. */
public final class NodeAlreadyExistsException extends GraphException {

    private static final long serialVersionUID = 1L;

    NodeAlreadyExistsException(Failure failure, boolean traced) {
        super(failure, traced);
    }
}
