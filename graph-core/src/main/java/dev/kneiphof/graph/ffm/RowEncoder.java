package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeChange;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one node or edge as a row: a head, a slot of 16 bytes for each attribute, the names, and a heap for what does not
 * fit a slot. Methods are small on purpose: the compiler gives up on a large one, which once cost ten times the speed.
 */
final class RowEncoder {

    private static final int HEAD_BYTES = 40;
    private static final int SLOT_BYTES = 16;
    private static final int REPLACE_LABELS = 1;

    private final Session session;
    private final NativeBuffer out;
    private final SymbolTable symbols;
    private final GraphOptions options;
    private final PendingHandles pending;

    RowEncoder(Session session, SymbolTable symbols, GraphOptions options, PendingHandles pending) {
        this.session = session;
        this.out = session.request();
        this.symbols = symbols;
        this.options = options;
        this.pending = pending;
    }

    /** Writes the node to the session's request and answers the length. */
    long node(Node node, long version) {
        Attributes attributes = node.attributes();
        int count = Limits.requireCount(options, attributes.size());
        long slots = nodeHead(node.id(), node.labels(), version, 0, count);
        attributes(slots, attributes);
        return finish();
    }

    /** A merge that sets and removes. */
    long nodeChange(NodeChange change, long version) {
        List<String> labels = change.labels();
        int count = Limits.requireCount(
                options, change.set().size() + change.remove().size());
        int flags = labels == null ? 0 : REPLACE_LABELS;
        long slots = nodeHead(change.id(), labels == null ? List.of() : labels, version, flags, count);
        slots = absent(slots, change.remove());
        attributes(slots, Attributes.of(change.set()));
        return finish();
    }

    long edge(Edge edge, long version) {
        int count = Limits.requireCount(options, edge.attributes().size());
        long slots = edgeHead(edge, version, count);
        attributes(slots, edge.attributes());
        return finish();
    }

    /** A merge into an edge that was read before, whose ends a row has to name. */
    long edgeChange(Edge edge, EdgeChange change, long version) {
        int count = Limits.requireCount(
                options, change.set().size() + change.remove().size());
        long slots = edgeHead(edge, version, count);
        slots = absent(slots, change.remove());
        attributes(slots, Attributes.of(change.set()));
        return finish();
    }

    private long nodeHead(String id, List<String> labels, long version, int flags, int slotCount) {
        out.clear();
        head(version, labels.size(), slotCount, flags);
        long slots = out.skip((long) SLOT_BYTES * slotCount);
        for (String label : labels) {
            out.putShort(symbols.symbol(session, label));
        }
        out.pad(0);
        words(out.putText(id, "id of a node"), 0, 0);
        return slots;
    }

    private long edgeHead(Edge edge, long version, int slotCount) {
        out.clear();
        String type = edge.type();
        head(version, type == null ? 0 : symbols.symbol(session, type) + 1, slotCount, 0);
        long slots = out.skip((long) SLOT_BYTES * slotCount);
        String explicitId = explicitId(edge.id(), edge.source(), edge.target(), type);
        int idBytes = explicitId == null ? 0 : out.putText(explicitId, "id of an edge");
        int sourceBytes = out.putText(edge.source(), "source of an edge");
        words(idBytes, sourceBytes, out.putText(edge.target(), "target of an edge"));
        return slots;
    }

    /** An explicit id that equals the derived one is the same as none, and may be longer than explicit ids are. */
    static @Nullable String explicitId(@Nullable String id, String source, String target, @Nullable String type) {
        return id == null || id.equals(Ids.derivedEdgeId(source, target, type)) ? null : id;
    }

    private void head(long version, int typeOrLabels, int slotCount, int flags) {
        out.skip(HEAD_BYTES);
        out.setLong(0, 0);
        out.setLong(8, version);
        out.setShort(32, typeOrLabels);
        out.setShort(34, slotCount);
        out.setInt(36, flags);
    }

    private void words(int first, int second, int third) {
        out.setInt(20, first);
        out.setInt(24, second);
        out.setInt(28, third);
    }

    private long finish() {
        out.pad(0);
        out.setInt(16, Math.toIntExact(out.size()));
        return out.size();
    }

    private void attributes(long slots, Attributes attributes) {
        long at = slots;
        for (int i = 0; i < attributes.size(); i++) {
            String key = attributes.keyAt(i);
            int symbol = session.keys().symbol(session, symbols, options, i, key);
            given(at, symbol, key, attributes.givenAt(i));
            at += SLOT_BYTES;
        }
    }

    private long absent(long slots, Iterable<String> keys) {
        long at = slots;
        for (String key : keys) {
            Ids.requireKey(key, options.keyBytesMax());
            slot(at, symbols.symbol(session, key), Tags.ABSENT, 0, 0);
            at += SLOT_BYTES;
        }
        return at;
    }

    /** A value, or the plain object that stands for one. */
    private void given(long at, int symbol, String key, Object given) {
        switch (given) {
            case Double number -> slot(at, symbol, Tags.FLOAT, 0, Double.doubleToRawLongBits(number));
            case Long number -> slot(at, symbol, Tags.INTEGER, 0, number);
            case Integer number -> slot(at, symbol, Tags.INTEGER, 0, number);
            case Boolean truth -> slot(at, symbol, Tags.BOOLEAN, 0, truth ? 1 : 0);
            case String text -> text(at, symbol, key, text);
            default -> slot(at, symbol, key, (AttributeValue) given);
        }
    }

    private void slot(long at, int symbol, String key, AttributeValue value) {
        switch (value) {
            case NullValue() -> slot(at, symbol, Tags.NULL, 0, 0);
            case BooleanValue(var truth) -> slot(at, symbol, Tags.BOOLEAN, 0, truth ? 1 : 0);
            case IntegerValue(var number) -> slot(at, symbol, Tags.INTEGER, 0, number);
            case FloatValue(var number) -> slot(at, symbol, Tags.FLOAT, 0, Double.doubleToRawLongBits(number));
            case InstantValue instant -> slot(at, symbol, Tags.INSTANT, 0, instant.microseconds());
            case TextValue(var text) -> text(at, symbol, key, text);
            case BytesValue bytes -> bytes(at, symbol, key, bytes.value());
            case ListValue list -> packed(at, symbol, key, Tags.LIST, list);
            case MapValue map -> packed(at, symbol, key, Tags.MAP, map);
            case OpaqueValue(var object) -> slot(at, symbol, Tags.OPAQUE, 0, pending.register(object));
        }
    }

    private void text(long at, int symbol, String key, String text) {
        Limits.requireSize(options, key, text.length());
        long offset = out.size();
        int length = out.putText(text, "text of the attribute", key);
        Limits.requireSize(options, key, length);
        slot(at, symbol, Tags.TEXT, length, offset);
    }

    private void bytes(long at, int symbol, String key, byte[] bytes) {
        Limits.requireSize(options, key, bytes.length);
        long offset = out.size();
        out.putBytes(bytes);
        slot(at, symbol, Tags.BYTES, bytes.length, offset);
    }

    private void packed(long at, int symbol, String key, int tag, AttributeValue value) {
        long offset = out.size();
        ValueCodec.encode(out, key, value, options.nestingMax(), pending);
        long length = out.size() - offset;
        Limits.requireSize(options, key, length);
        slot(at, symbol, tag, Math.toIntExact(length), offset);
    }

    private void slot(long at, int symbol, int tag, int length, long value) {
        out.setLong(at, symbol | (long) tag << 16 | (long) length << 32);
        out.setLong(at + 8, value);
    }
}
