package dev.kneiphof.graph;

/**
 * The system had no more native memory for what a call asked for: {@link #number()} bytes. No quota refused it; that is an
 * {@link OutOfQuotaException}. What the graph holds is as it was before the call, and it can be used further.
 */
public final class OutOfMemoryException extends GraphException {

    private static final long serialVersionUID = 1L;

    OutOfMemoryException(Failure failure) {
        super(failure);
    }
}
