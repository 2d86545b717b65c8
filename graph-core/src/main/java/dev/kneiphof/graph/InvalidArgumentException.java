package dev.kneiphof.graph;

/** The caller's mistake: a value that no graph accepts, refused before anything changed. */
public final class InvalidArgumentException extends GraphException {

    private static final long serialVersionUID = 1L;

    InvalidArgumentException(Failure failure) {
        super(failure);
    }
}
