import org.jspecify.annotations.NullMarked;

/** A property-graph engine in native memory, used through the FFM API. */
@NullMarked
module dev.kneiphof.graph {
    exports dev.kneiphof.graph;

    requires static transitive org.jspecify;
    requires jdk.jfr;
}
