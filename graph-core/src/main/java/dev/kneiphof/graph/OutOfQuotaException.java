package dev.kneiphof.graph;

/**
 * The change would need more native memory than the graph's quota leaves: {@link #number()} bytes more of {@link #limit()}, of
 * which {@link #value()} were in use. Nothing was changed. What a batch removes makes no room for what it adds: remove first, in
 * a call of its own, then {@link Graph#shrink()}. Where the system itself has no memory, that is an {@link OutOfMemoryException}.
 */
public final class OutOfQuotaException extends GraphException {

    private static final long serialVersionUID = 1L;

    OutOfQuotaException(Failure failure) {
        super(failure);
    }
}
