package dev.kneiphof.graph;

/** The graph has changed since the page was made, so that its cursor leads nowhere. */
public final class ExpiredCursorException extends GraphException {

    private static final long serialVersionUID = 1L;

    ExpiredCursorException(Failure failure) {
        super(failure);
    }
}
