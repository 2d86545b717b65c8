package dev.kneiphof.graph;

/** The native library is missing, damaged or of another version; {@link #getMessage()} names the way out. */
public final class NativeLibraryException extends GraphException {

    private static final long serialVersionUID = 1L;

    NativeLibraryException(Failure failure) {
        super(failure);
    }
}
