package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.Shrunk;

/** The native memory of a graph before and after it was shrunk. */
record ShrunkAnswer(long beforeBytes, long afterBytes, CrossingsJson crossings) {

    static ShrunkAnswer of(Shrunk shrunk, CrossingsJson crossings) {
        return new ShrunkAnswer(shrunk.beforeBytes(), shrunk.afterBytes(), crossings);
    }
}
