package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads rows that came out of the engine. */
final class ResultDecoder {

    private static final int ROWS_HEAD_BYTES = 16;
    private static final int HEAD_BYTES = 40;
    private static final int SLOT_BYTES = 16;

    private final ByteReader in;
    private final IntFunction<String> names;
    private final LongFunction<Object> objects;

    /** {@code names} turns symbols into names, {@code objects} handles into objects. */
    ResultDecoder(ByteReader in, IntFunction<String> names, LongFunction<Object> objects) {
        this.in = in;
        this.names = names;
        this.objects = objects;
    }

    /** The nodes of an answer, null where there is none. */
    List<@Nullable StoredNode> nodes() {
        int count = rowCount();
        var nodes = new ArrayList<@Nullable StoredNode>(count);
        for (int i = 0; i < count; i++) {
            int at = rowAt(i);
            nodes.add(at == 0 ? null : node(at));
        }
        return nodes;
    }

    /** The edges of an answer, null where there is none. */
    List<@Nullable StoredEdge> edges() {
        int count = rowCount();
        var edges = new ArrayList<@Nullable StoredEdge>(count);
        for (int i = 0; i < count; i++) {
            int at = rowAt(i);
            edges.add(at == 0 ? null : edge(at));
        }
        return edges;
    }

    /** The number of each row of an answer, 0 where there is none. */
    long[] numbers() {
        var numbers = new long[rowCount()];
        for (int i = 0; i < numbers.length; i++) {
            int at = rowAt(i);
            numbers[i] = at == 0 ? 0 : in.longAt(at);
        }
        return numbers;
    }

    StoredNode node(int row) {
        int labelCount = in.shortAt(row + 32);
        int slotCount = in.shortAt(row + 34);
        int labelsAt = row + HEAD_BYTES + SLOT_BYTES * slotCount;
        int idAt = labelsAt + (2 * labelCount + 7 & ~7);
        String id = in.textAt(idAt, in.intAt(row + 20));
        var node = new Node(id, labels(labelsAt, labelCount), attributes(row, slotCount));
        return new StoredNode(
                node,
                in.longAt(row + 8),
                Integer.toUnsignedLong(in.intAt(row + 24)),
                Integer.toUnsignedLong(in.intAt(row + 28)));
    }

    StoredEdge edge(int row) {
        int idBytes = in.intAt(row + 20);
        int sourceBytes = in.intAt(row + 24);
        int targetBytes = in.intAt(row + 28);
        int typeWord = in.shortAt(row + 32);
        int slotCount = in.shortAt(row + 34);
        int idAt = row + HEAD_BYTES + SLOT_BYTES * slotCount;
        String source = in.textAt(idAt + idBytes, sourceBytes);
        String target = in.textAt(idAt + idBytes + sourceBytes, targetBytes);
        String type = typeWord == 0 ? null : names.apply(typeWord - 1);
        String id = idBytes == 0 ? Ids.derivedEdgeId(source, target, type) : in.textAt(idAt, idBytes);
        var edge = new Edge(id, source, target, type, attributes(row, slotCount));
        return new StoredEdge(edge, in.longAt(row + 8));
    }

    private int rowCount() {
        if (in.intAt(0) != Tags.ROWS) {
            throw ValueCodec.malformed("rows begin with " + in.intAt(0));
        }
        return in.intAt(4);
    }

    private int rowAt(int row) {
        return Math.toIntExact(in.longAt(ROWS_HEAD_BYTES + 8 * row));
    }

    private List<String> labels(int at, int count) {
        if (count == 0) {
            return List.of();
        }
        var labels = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            labels.add(names.apply(in.shortAt(at + 2 * i)));
        }
        return labels;
    }

    private Attributes attributes(int row, int count) {
        if (count == 0) {
            return Attributes.EMPTY;
        }
        var keys = new String[count];
        var values = new AttributeValue[count];
        int at = row + HEAD_BYTES;
        for (int i = 0; i < count; i++) {
            keys[i] = names.apply(in.shortAt(at));
            values[i] = value(row, at);
            at += SLOT_BYTES;
        }
        return Attributes.of(keys, values);
    }

    private AttributeValue value(int row, int slot) {
        int tag = in.byteAt(slot + 2);
        long word = in.longAt(slot + 8);
        return switch (tag) {
            case Tags.NULL -> NullValue.INSTANCE;
            case Tags.BOOLEAN -> new BooleanValue(word != 0);
            case Tags.INTEGER -> new IntegerValue(word);
            case Tags.FLOAT -> new FloatValue(Double.longBitsToDouble(word));
            case Tags.INSTANT -> InstantValue.ofMicroseconds(word);
            case Tags.OPAQUE -> new OpaqueValue(objects.apply(word));
            case Tags.TEXT -> new TextValue(in.textAt(row + Math.toIntExact(word), in.intAt(slot + 4)));
            case Tags.BYTES -> new BytesValue(in.bytesAt(row + Math.toIntExact(word), in.intAt(slot + 4)));
            case Tags.LIST, Tags.MAP -> ValueCodec.decode(in.at(row + Math.toIntExact(word)));
            default -> throw ValueCodec.malformed("tag " + tag + " of a slot");
        };
    }
}
