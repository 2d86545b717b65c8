package dev.kneiphof.graph;

/** The call would have waited for itself. */
public final class ReentrantCallException extends GraphException {

    private static final long serialVersionUID = 1L;

    ReentrantCallException(Failure failure) {
        super(failure);
    }
}
