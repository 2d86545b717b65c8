package dev.kneiphof.graph;

import org.jspecify.annotations.Nullable;

/**
 * A node as it lies in the columns: nothing of it is copied until it is asked for. The object moves from node to node, so it
 * must not be kept. The first use of a key crosses once, that of an id once for every 2,048 nodes; nothing else crosses.
 */
public interface NodeRow {

    /** The place among all rows, in order of arrival, removed ones counted. */
    long row();

    /** The id. Copies it. */
    String id();

    /** The id where it lies. Copies nothing; good as long as the node is shown. */
    TextView idView();

    /** Whether the node has a value other than null. Copies nothing. */
    boolean has(String key);

    /**
     * The integer of a key. Copies nothing.
     *
     * @throws IllegalStateException when the node has none: no other type is ever converted
     */
    long integerOf(String key);

    /**
     * The float of a key. Copies nothing.
     *
     * @throws IllegalStateException when the node has none: an integer is not turned into a float
     */
    double floatOf(String key);

    /** The text of a key, null where there is none. Copies it, unless it is one of the texts that many nodes share. */
    @Nullable
    String textOf(String key);

    /** The value of a key, null where the node has none. Copies it. */
    @Nullable
    AttributeValue value(String key);
}
