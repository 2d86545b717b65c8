package dev.kneiphof.graph;

/** The two sides of the boundary disagree: a bug of ours, never of the caller. */
public final class NativeFaultException extends GraphException {

    private static final long serialVersionUID = 1L;

    NativeFaultException(Failure failure) {
        super(failure);
    }
}
