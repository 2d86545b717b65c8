package dev.kneiphof.graph.ffm;

/** The empty call by way of JNI, which Rust finds by the name of this class. */
final class JniCalls {

    static {
        ExhibitLibrary.loadForJni();
    }

    private JniCalls() {}

    static native long add(long a, long b);
}
