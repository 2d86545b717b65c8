package dev.kneiphof.graph;

import java.util.Objects;

/**
 * A declared index: for each value of an attribute, for each set of labels, or for each type, the rows that have it. Writes keep
 * it, and a filter uses it where it names few rows, or where it is the whole filter: see {@link Graph#explainNodes}.
 *
 * <p>It takes some 6 bytes a row and 130 a value. A write costs one look-up more for each index that it touches. Values that no
 * index holds (bytes, lists, maps, opaque ones) are found as without it.
 *
 * @param on what is indexed
 * @param key the key of an attribute; empty for labels and types
 */
public record Index(On on, String key) {

    /** What an index can be declared on. */
    public enum On {
        NODE_ATTRIBUTE,
        EDGE_ATTRIBUTE,
        LABEL,
        TYPE;

        /** Whether an index on this needs a key. */
        public boolean isAttribute() {
            return this == NODE_ATTRIBUTE || this == EDGE_ATTRIBUTE;
        }
    }

    public Index {
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(key, "key");
        if (on.isAttribute() == key.isEmpty()) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail(on.isAttribute() ? "key of an index is empty" : "key of an index that has none")
                    .value(key));
        }
    }

    /** On the attribute of nodes under a key. */
    public static Index nodeAttribute(String key) {
        return new Index(On.NODE_ATTRIBUTE, key);
    }

    /** On the attribute of edges under a key. */
    public static Index edgeAttribute(String key) {
        return new Index(On.EDGE_ATTRIBUTE, key);
    }

    /** On the labels of nodes. */
    public static Index labels() {
        return new Index(On.LABEL, "");
    }

    /** On the types of edges. */
    public static Index types() {
        return new Index(On.TYPE, "");
    }
}
