package dev.kneiphof.graph;

/** A panic in native code, caught at the boundary; the graph is poisoned, the process lives. */
public final class NativePanicException extends GraphException {

    private static final long serialVersionUID = 1L;

    NativePanicException(Failure failure) {
        super(failure);
    }
}
