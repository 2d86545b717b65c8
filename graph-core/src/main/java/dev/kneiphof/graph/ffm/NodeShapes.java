package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the nodes that one graph was given. A shape that comes again and again is told to the graph as a schema, and its
 * nodes go as rows of that schema from then on: a word for each attribute instead of a slot, and a number for a text that was sent
 * before. Bounded: one shape for each place, and so many schemas for a graph. Read and written without a lock.
 */
final class NodeShapes {

    /** So many nodes of a shape go as slots: telling a schema costs as much as some rows, and the codes of its texts 32 KiB. */
    static final int ROWS_BEFORE = 64;

    private static final int PLACES = 64;
    private static final int SCHEMAS_MAX = 64;
    private static final int SIZE_MAX = 256;

    private final SchemaCalls schemas;
    private final @Nullable NodeShape[] shapes = new NodeShape[PLACES];
    private int told;

    NodeShapes(SchemaCalls schemas) {
        this.schemas = schemas;
    }

    /** A shape with a schema that nodes with these attributes may have, or null. Crosses when the graph is told a schema. */
    @Nullable
    NodeShape of(Session session, Attributes attributes) {
        int size = attributes.size();
        if (size == 0 || size > SIZE_MAX) {
            return null;
        }
        int place = attributes.keyAt(0).hashCode() + 31 * size & PLACES - 1;
        NodeShape shape = shapes[place];
        if (shape != null && shape.schema() != null && shape.size() == size) {
            shape.counted();
            return shape;
        }
        return seen(session, place, shape, attributes);
    }

    /** A node that was thought to have this shape does not. */
    void missed(Attributes attributes) {
        int place = attributes.keyAt(0).hashCode() + 31 * attributes.size() & PLACES - 1;
        NodeShape shape = shapes[place];
        if (shape != null && shape.isOutnumbered()) {
            shapes[place] = NodeShape.of(attributes);
        }
    }

    private @Nullable NodeShape seen(Session session, int place, @Nullable NodeShape shape, Attributes attributes) {
        if (shape == null) {
            shapes[place] = NodeShape.of(attributes);
        } else if (!shape.fits(attributes)) {
            missed(attributes);
        } else if (shape.counted() == ROWS_BEFORE) {
            return tell(session, shape);
        }
        return null;
    }

    private @Nullable NodeShape tell(Session session, NodeShape shape) {
        Schema schema = shape.toSchema();
        if (!schemas.knows(schema)) {
            if (told == SCHEMAS_MAX) {
                return null;
            }
            told++;
        }
        shape.register(schemas.registered(session, schema));
        return shape;
    }
}
