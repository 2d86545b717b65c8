package dev.kneiphof.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes of single nodes, from what the caller has: a {@link Node}, a map, a {@link SchemaRow} or a record. What a crossing costs on
 * top stands in {@link Graph}. For many nodes see {@link Graph#apply} and {@link Graph#addNodes}.
 */
public interface NodeWrites {

    /**
     * Adds a node. Crosses once; copies the encoded row. O(attributes). When many nodes had the same keys with the same types of
     * values, such nodes go as rows of a schema, without being asked: the node that begins it crosses once more, and so does a
     * text that comes a second time (see {@link #addNode(SchemaRow)}).
     *
     * @throws NodeAlreadyExistsException when there is a node with this id
     */
    void addNode(Node node);

    /**
     * Creates the node or replaces its labels and attributes; its edges stay. Crosses as {@link #addNode(Node)} does; a node that
     * was changed before goes by its number, and by its id in one crossing more when it was removed meanwhile. Returns true when
     * created.
     */
    boolean upsertNode(Node node);

    /** Creates the node or adds labels and attributes to it; else as {@link #upsertNode(Node)}. Returns true when created. */
    boolean mergeNode(Node node);

    /**
     * Adds a node without labels that has the attributes of this map. Crosses as {@link #addNode(Node)} does. A map whose keys are
     * those of many nodes before, in the same order, is walked once and copied nowhere else.
     *
     * @throws NodeAlreadyExistsException when there is a node with this id
     */
    default void addNode(String id, Map<String, ? extends @Nullable Object> attributes) {
        addNode(Node.of(id).withAttributes(Attributes.of(attributes)));
    }

    /** As {@link #upsertNode(Node)}, from a map as in {@link #addNode(String, Map)}. */
    default boolean upsertNode(String id, Map<String, ? extends @Nullable Object> attributes) {
        return upsertNode(Node.of(id).withAttributes(Attributes.of(attributes)));
    }

    /** As {@link #mergeNode(Node)}, from a map as in {@link #addNode(String, Map)}. */
    default boolean mergeNode(String id, Map<String, ? extends @Nullable Object> attributes) {
        return mergeNode(Node.of(id).withAttributes(Attributes.of(attributes)));
    }

    /**
     * As {@link #addNode(Node)}, from a row of a schema: a word of eight bytes for each attribute, no keys, no tags, and a text that
     * was sent before as a number. Crosses once; once more for the first row of a schema, and for a text that comes a second time.
     * O(attributes).
     *
     * @throws NodeAlreadyExistsException when there is a node with this id
     */
    default void addNode(SchemaRow row) {
        addNode(row.node());
    }

    /** As {@link #upsertNode(Node)}, from a row of a schema; crosses as both {@link #addNode(SchemaRow)} and it do. */
    default boolean upsertNode(SchemaRow row) {
        return upsertNode(row.node());
    }

    /** As {@link #mergeNode(Node)}, from a row of a schema; crosses as {@link #upsertNode(SchemaRow)} does. */
    default boolean mergeNode(SchemaRow row) {
        return mergeNode(row.node());
    }

    /** Adds a record as a node: as {@link #addNode(SchemaRow)} where it has a schema, else as {@link #addNode(Node)}. */
    default <R extends Record> void addNode(NodeSchema<R> schema, R from) {
        SchemaRow row = schema.row(from);
        if (row == null) {
            addNode(schema.node(from));
        } else {
            addNode(row);
        }
    }

    /** Creates the node of a record or replaces what it says; crosses as {@link #addNode(NodeSchema, Record)} does. */
    default <R extends Record> boolean upsertNode(NodeSchema<R> schema, R from) {
        SchemaRow row = schema.row(from);
        return row == null ? upsertNode(schema.node(from)) : upsertNode(row);
    }

    /**
     * Creates the node of a record or adds to it; a component that is null keeps what is there. Crosses as {@link
     * #addNode(NodeSchema, Record)} does.
     */
    default <R extends Record> boolean mergeNode(NodeSchema<R> schema, R from) {
        SchemaRow row = schema.row(from);
        return row == null ? mergeNode(schema.node(from)) : mergeNode(row);
    }

    /**
     * Replaces labels and attributes of an existing node while it has this version. Crosses once.
     *
     * @throws NodeNotFoundException when there is no such node
     * @throws VersionMismatchException when it has another version
     */
    void replaceNode(Node node, long expectedVersion);

    /** As {@link #replaceNode(Node, long)}, from a row of a schema; crosses as {@link #addNode(SchemaRow)} does. */
    default void replaceNode(SchemaRow row, long expectedVersion) {
        replaceNode(row.node(), expectedVersion);
    }

    /**
     * Changes an existing node attribute by attribute. Crosses once with an expected version; without one (0) twice: it reads
     * the version first, and again when somebody was faster.
     *
     * @throws NodeNotFoundException when there is no such node
     * @throws VersionMismatchException when it has another version than the expected one
     */
    void updateNode(NodeChange change);

    /**
     * Removes a node and its edges while it has this version (0 = any). Crosses once. O(degree). Returns the number of edges
     * that went with it.
     *
     * @throws NodeNotFoundException when there is no such node
     * @throws VersionMismatchException when it has another version
     */
    long removeNode(String id, long expectedVersion);
}
