package dev.kneiphof.graph;

/** The change could not be stored and did not happen. */
public final class StorageException extends GraphException {

    private static final long serialVersionUID = 1L;

    StorageException(Failure failure) {
        super(failure);
    }
}
