package dev.kneiphof.graph;

/** The change would need more native memory than the graph's quota; refused before the first change. */
public final class OutOfQuotaException extends GraphException {

    private static final long serialVersionUID = 1L;

    OutOfQuotaException(Failure failure) {
        super(failure);
    }
}
