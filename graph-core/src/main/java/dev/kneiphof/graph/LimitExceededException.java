package dev.kneiphof.graph;

/** A count or length, {@link #number()}, is above its {@link #limit()}. */
public final class LimitExceededException extends GraphException {

    private static final long serialVersionUID = 1L;

    LimitExceededException(Failure failure) {
        super(failure);
    }
}
