package dev.kneiphof.graph;

/** The cause of a {@link NativePanicException}: its stack trace shows functions, files and lines of native code. */
public final class NativeFrames extends Exception {

    private static final long serialVersionUID = 1L;

    public NativeFrames(StackTraceElement[] frames) {
        super("in native code", null, false, true);
        setStackTrace(frames);
    }
}
