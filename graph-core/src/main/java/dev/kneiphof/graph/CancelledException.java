package dev.kneiphof.graph;

/** The work was cancelled before it was done, or the thread that waited for it was interrupted. */
public final class CancelledException extends GraphException {

    private static final long serialVersionUID = 1L;

    CancelledException(Failure failure) {
        super(failure);
    }
}
