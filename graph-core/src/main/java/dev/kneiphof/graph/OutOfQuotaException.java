package dev.kneiphof.graph;

/**
 * The change would need more native memory than the graph's quota leaves: {@link #number()} bytes more of {@link #limit()}, of
 * which {@link #value()} were in use. Nothing was changed. Whether the system itself had the memory, nobody asked; where it has
 * none, that is an {@link OutOfMemoryException}.
 */
public final class OutOfQuotaException extends GraphException {

    private static final long serialVersionUID = 1L;

    OutOfQuotaException(Failure failure) {
        super(failure);
    }
}
