package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;

/** The graph in native memory. */
public final class NativeGraph {

    private NativeGraph() {}

    public static Graph open(GraphOptions options) {
        NativeLibrary.require();
        throw Abi.mismatch("graphs cannot be opened yet, with " + options);
    }
}
