package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a node or an edge as a row of the schema of its shape, straight from its attributes: whether it has that shape shows on
 * the way. Methods are small on purpose, as those of {@link RowEncoder} are.
 */
final class ShapedRowEncoder {

    /** In place of a length: the row has another shape. */
    static final long OTHER_SHAPE = -1;

    private static final int TEXT_LENGTH_MAX = 1 << 20;

    private final Session session;
    private final NativeBuffer out;

    /** Of the codes in the row that is being written, 0 for none. */
    private int generation;

    ShapedRowEncoder(Session session, NativeBuffer out) {
        this.session = session;
        this.out = out;
    }

    /** Writes the node, by its number if it is not 0, to the session's request; answers the length, or {@link #OTHER_SHAPE}. */
    long encode(GraphState graph, RowShape shape, RegisteredSchema schema, Node node, long number, long version) {
        out.clear();
        int count = shape.size();
        long words = SchemaRowEncoder.reserve(out, SchemaRowEncoder.HEAD_BYTES, count);
        List<String> labels = node.labels();
        if (!labels.isEmpty()) {
            SchemaRowEncoder.labels(session, out, graph.symbols(), labels);
        }
        int idBytes = number == 0 ? out.putText(node.id(), "id of a node") : SchemaRowEncoder.number(out, number);
        generation = 0;
        if (!words(graph, shape, schema, node.attributes(), words)) {
            return OTHER_SHAPE;
        }
        int flags = SchemaRowEncoder.byNumber(number);
        SchemaRowEncoder.head(out, schema.number(), generation, version, idBytes, labels.size(), count, flags);
        return out.size();
    }

    /** Writes the node of a map, as above, in one walk over the map. */
    long encode(GraphState graph, RowShape shape, RegisteredSchema schema, MappedNode node, long number) {
        out.clear();
        int count = shape.size();
        long words = SchemaRowEncoder.reserve(out, SchemaRowEncoder.HEAD_BYTES, count);
        int idBytes = number == 0 ? NodeCalls.put(out, node.id()) : SchemaRowEncoder.number(out, number);
        generation = 0;
        int place = 0;
        for (Map.Entry<String, ?> entry : node.attributes().entrySet()) {
            if (place == count
                    || !shape.hasKey(place, entry.getKey())
                    || !word(graph, shape, schema, place, entry.getValue(), words + 8L * place)) {
                return OTHER_SHAPE;
            }
            place++;
        }
        if (place < count) {
            return OTHER_SHAPE;
        }
        int flags = SchemaRowEncoder.byNumber(number);
        SchemaRowEncoder.head(out, schema.number(), generation, 0, idBytes, 0, count, flags);
        return out.size();
    }

    /** Writes the edge, as above. */
    long encode(GraphState graph, RowShape shape, RegisteredSchema schema, Edge edge, long version) {
        out.clear();
        int count = shape.size();
        long words = SchemaRowEncoder.reserve(out, SchemaRowEncoder.EDGE_HEAD_BYTES, count);
        int idBytes = SchemaRowEncoder.names(out, edge.id(), edge.source(), edge.target(), edge.type());
        generation = 0;
        if (!words(graph, shape, schema, edge.attributes(), words)) {
            return OTHER_SHAPE;
        }
        int type = SchemaRowEncoder.type(session, graph.symbols(), edge.type());
        SchemaRowEncoder.head(
                out, schema.number(), generation, version, idBytes, type, count, SchemaRowEncoder.IS_EDGE);
        return out.size();
    }

    private boolean words(
            GraphState graph, RowShape shape, RegisteredSchema schema, Attributes attributes, long words) {
        long at = words;
        int count = shape.size();
        for (int place = 0; place < count; place++) {
            if (!shape.hasKey(place, attributes.keyAt(place))
                    || !word(graph, shape, schema, place, attributes.givenAt(place), at)) {
                return false;
            }
            at += Long.BYTES;
        }
        return true;
    }

    /** Writes one word, unless the value is of another type. */
    private boolean word(
            GraphState graph, RowShape shape, RegisteredSchema schema, int place, @Nullable Object given, long at) {
        Schema.Type type = shape.typeAt(place);
        // A switch over an enum reads an array more for each word and jumps by it: a sixth of a whole row.
        if (type == Schema.Type.INTEGER) {
            return integer(given, at);
        }
        if (type == Schema.Type.FLOAT) {
            return decimal(given, at);
        }
        if (type == Schema.Type.TEXT) {
            return text(graph, schema, place, textOf(given), at);
        }
        return type == Schema.Type.BOOLEAN ? truth(given, at) : instant(given, at);
    }

    private boolean integer(@Nullable Object given, long at) {
        if (given instanceof IntegerValue value) {
            out.setLong(at, value.value());
        } else if (given instanceof Long value) {
            out.setLong(at, value);
        } else if (given instanceof Integer value) {
            out.setLong(at, value);
        } else {
            return false;
        }
        return true;
    }

    private boolean decimal(@Nullable Object given, long at) {
        if (given instanceof FloatValue value) {
            out.setLong(at, Double.doubleToRawLongBits(value.value()));
        } else if (given instanceof Double value) {
            out.setLong(at, Double.doubleToRawLongBits(value));
        } else {
            return false;
        }
        return true;
    }

    private boolean truth(@Nullable Object given, long at) {
        if (given instanceof BooleanValue value) {
            out.setLong(at, value.value() ? 1 : 0);
        } else if (given instanceof Boolean value) {
            out.setLong(at, value ? 1 : 0);
        } else {
            return false;
        }
        return true;
    }

    private boolean instant(@Nullable Object given, long at) {
        if (given instanceof InstantValue value) {
            out.setLong(at, value.microseconds());
            return true;
        }
        return false;
    }

    private static @Nullable String textOf(@Nullable Object given) {
        return given instanceof TextValue value ? value.value() : given instanceof String text ? text : null;
    }

    /** A text as its code, or as it is; one that no word can refer to goes in a slot. */
    private boolean text(GraphState graph, RegisteredSchema schema, int place, @Nullable String text, long at) {
        if (text == null || text.length() > TEXT_LENGTH_MAX) {
            return false;
        }
        TextCodes.Entry code = schema.codes().get(session, place, text);
        if (code == null || generation != 0 && generation != code.generation()) {
            out.setLong(at, SchemaRowEncoder.itself(out, graph.options(), schema, place, text));
        } else {
            generation = code.generation();
            out.setLong(at, Long.MIN_VALUE | code.code());
        }
        return true;
    }
}
