package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one attribute of one node or edge: what a field is to an object. They cost a fraction of the whole row. A key that the
 * graph has never seen crosses once more. For many nodes see {@link BatchedReads#values}.
 */
public interface ValueReads {

    /**
     * The value of a node under a key, null where it has none; an explicit null is {@link AttributeValue.NullValue}. Crosses once,
     * critical; copies the id, 32 bytes, and the bytes of a text, bytes, list or map. A second crossing asks patiently while somebody
     * writes, and for a value of more than 4,096 bytes. O(1).
     *
     * @throws NodeNotFoundException when there is no such node
     */
    @Nullable
    AttributeValue nodeValue(String id, String key);

    /**
     * The float of a node under a key, without an object. Crosses as {@link #nodeValue} does.
     *
     * @throws NodeNotFoundException when there is no such node
     * @throws IllegalStateException when it has no value under this key, or one of another type: nothing is converted
     */
    default double nodeFloat(String id, String key) {
        return nodeValue(id, key) instanceof FloatValue(double value) ? value : missing(id, "float", key);
    }

    /** The integer of a node under a key; else as {@link #nodeFloat}. */
    default long nodeInteger(String id, String key) {
        return nodeValue(id, key) instanceof IntegerValue(long value) ? value : missing(id, "integer", key);
    }

    /**
     * The value of an edge under a key, by its explicit or derived id; else as {@link #nodeValue}. Crosses once, not critical. O(1).
     *
     * @throws EdgeNotFoundException when there is no such edge
     */
    @Nullable
    AttributeValue edgeValue(String id, String key);

    /**
     * The float of an edge under a key, without an object; else as {@link #edgeValue}.
     *
     * @throws EdgeNotFoundException when there is no such edge
     * @throws IllegalStateException when it has no value under this key, or one of another type: nothing is converted
     */
    default double edgeFloat(String id, String key) {
        return edgeValue(id, key) instanceof FloatValue(double value) ? value : missing(id, "float", key);
    }

    /** The integer of an edge under a key; else as {@link #edgeFloat}. */
    default long edgeInteger(String id, String key) {
        return edgeValue(id, key) instanceof IntegerValue(long value) ? value : missing(id, "integer", key);
    }

    private static int missing(String id, String what, String key) {
        throw new IllegalStateException("'" + id + "' has no " + what + " under the key '" + key + "'");
    }
}
