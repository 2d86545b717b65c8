package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.Schema;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the nodes, or of the edges, that one graph was given. A shape that comes again and again is told to the graph as a
 * schema, and its rows go as rows of that schema from then on: a word for each attribute instead of a slot, and a number for a text
 * that was sent before. Bounded: one shape for each place, and so many schemas for a graph. Read and written without a lock.
 */
final class RowShapes {

    /** So many rows of a shape go as slots: telling a schema costs as much as some rows, and the codes of its texts 32 KiB. */
    static final int ROWS_BEFORE = 64;

    private static final int PLACES = 64;
    private static final int SCHEMAS_MAX = 64;
    private static final int SIZE_MAX = 256;

    /** In place of a status. */
    static final int OTHER_SHAPE = Integer.MIN_VALUE;

    private final GraphState graph;
    private final SchemaCalls schemas;
    private final @Nullable RowShape[] shapes = new RowShape[PLACES];
    private int told;

    RowShapes(GraphState graph, SchemaCalls schemas) {
        this.graph = graph;
        this.schemas = schemas;
    }

    /**
     * Sends a {@link Node} or an {@link Edge} as a row of the schema of its shape; answers the status, or {@link #OTHER_SHAPE} when
     * it has to go as slots.
     */
    int put(Session session, Operation operation, Attributes attributes, Record row, long version) {
        RowShape shape = of(session, attributes);
        RegisteredSchema schema = shape == null ? null : shape.schema();
        if (shape == null || schema == null) {
            return OTHER_SHAPE;
        }
        int status = put(session, operation, shape, schema, row, version);
        if (status == OTHER_SHAPE) {
            missed(attributes);
        }
        return status;
    }

    /** Sends a node from its map where its shape has a schema; answers as above. */
    int put(Session session, Operation operation, MappedNode node) {
        Map<String, ?> attributes = node.attributes();
        Iterator<String> keys = attributes.keySet().iterator();
        String first = keys.hasNext() ? keys.next() : null;
        RowShape shape = first == null ? null : shapes[place(first, attributes.size())];
        RegisteredSchema schema = shape == null ? null : shape.schema();
        return shape == null || schema == null ? OTHER_SHAPE : put(session, operation, shape, schema, node, 0);
    }

    private int put(
            Session session, Operation operation, RowShape shape, RegisteredSchema schema, Record row, long version) {
        String node = row instanceof Edge ? null : row instanceof Node named ? named.id() : ((MappedNode) row).id();
        ShapedRowEncoder rows = session.shapedRows();
        long number;
        int status;
        do {
            number = schemas.numberOf(operation, node);
            long length = switch (row) {
                case Edge edge -> rows.encode(graph, shape, schema, edge, version);
                case Node whole -> rows.encode(graph, shape, schema, whole, number, version);
                default -> rows.encode(graph, shape, schema, (MappedNode) row, number);
            };
            if (length == ShapedRowEncoder.OTHER_SHAPE) {
                return OTHER_SHAPE;
            }
            status = schemas.put(session, operation, length);
        } while (schemas.isOutdated(session, status, schema, node, number));
        return status;
    }

    /** A shape with a schema that rows with these attributes may have, or null. Crosses when the graph is told a schema. */
    @Nullable
    RowShape of(Session session, Attributes attributes) {
        int size = attributes.size();
        if (size == 0 || size > SIZE_MAX) {
            return null;
        }
        int place = place(attributes.keyAt(0), size);
        RowShape shape = shapes[place];
        if (shape != null && shape.schema() != null && shape.size() == size) {
            shape.counted();
            return shape;
        }
        return seen(session, place, shape, attributes);
    }

    /** A row that was thought to have this shape does not. */
    private void missed(Attributes attributes) {
        int place = place(attributes.keyAt(0), attributes.size());
        RowShape shape = shapes[place];
        if (shape != null && shape.isOutnumbered()) {
            shapes[place] = RowShape.of(attributes);
        }
    }

    private static int place(String firstKey, int size) {
        return firstKey.hashCode() + 31 * size & PLACES - 1;
    }

    private @Nullable RowShape seen(Session session, int place, @Nullable RowShape shape, Attributes attributes) {
        if (shape == null) {
            shapes[place] = RowShape.of(attributes);
        } else if (!shape.fits(attributes)) {
            missed(attributes);
        } else if (shape.counted() == ROWS_BEFORE) {
            return tell(session, shape);
        }
        return null;
    }

    private @Nullable RowShape tell(Session session, RowShape shape) {
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
