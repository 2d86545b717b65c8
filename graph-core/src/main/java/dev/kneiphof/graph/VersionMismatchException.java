package dev.kneiphof.graph;

/** A conditional change found another version than it expected. */
public final class VersionMismatchException extends GraphException {

    private static final long serialVersionUID = 1L;

    VersionMismatchException(Failure failure, boolean traced) {
        super(failure, traced);
    }
}
