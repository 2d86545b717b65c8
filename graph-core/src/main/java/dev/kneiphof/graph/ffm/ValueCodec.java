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
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Packed values: one tag byte and its payload. Recursion is bounded by the nesting that is allowed, which is checked on the
 * way down, so that no value can exhaust the stack.
 */
final class ValueCodec {

    /** No graph nests deeper; what comes back was checked when it went in. */
    private static final int NESTING_MAX = 256;

    private ValueCodec() {}

    /** Appends the value. {@code key} is the attribute's, for errors; {@code nestingMax} counts lists and maps. */
    static void encode(NativeBuffer out, String key, AttributeValue value, int nestingMax, OpaqueHandles opaque) {
        if (value instanceof OpaqueValue(var object)) {
            out.putByte(Tags.OPAQUE);
            out.putLong(opaque.register(object));
        } else {
            encode(out, key, value, nestingMax, nestingMax);
        }
    }

    private static void encode(NativeBuffer out, String key, AttributeValue value, int left, int nestingMax) {
        switch (value) {
            case NullValue() -> out.putByte(Tags.NULL);
            case BooleanValue(var truth) -> {
                out.putByte(Tags.BOOLEAN);
                out.putByte(truth ? 1 : 0);
            }
            case IntegerValue(var number) -> encodeWord(out, Tags.INTEGER, number);
            case FloatValue(var number) -> encodeWord(out, Tags.FLOAT, Double.doubleToRawLongBits(number));
            case InstantValue instant -> encodeWord(out, Tags.INSTANT, instant.microseconds());
            case TextValue(var text) -> encodeText(out, key, text);
            case BytesValue bytes -> encodeBytes(out, bytes.value());
            case ListValue list -> encodeList(out, key, list, requireLeft(key, left, nestingMax), nestingMax);
            case MapValue map -> encodeMap(out, key, map, requireLeft(key, left, nestingMax), nestingMax);
            case OpaqueValue opaque ->
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("attribute '" + key + "': an opaque object cannot stand inside a list or map")
                        .value(opaque.value().getClass().getName()));
        }
    }

    private static void encodeWord(NativeBuffer out, int tag, long word) {
        out.putByte(tag);
        out.putLong(word);
    }

    private static void encodeText(NativeBuffer out, String key, String text) {
        out.putByte(Tags.TEXT);
        putSized(out, key, text);
    }

    private static void putSized(NativeBuffer out, String key, String text) {
        long lengthAt = out.size();
        out.putInt(0);
        out.setInt(lengthAt, out.putText(text, "text of the attribute", key));
    }

    private static void encodeBytes(NativeBuffer out, byte[] bytes) {
        out.putByte(Tags.BYTES);
        out.putInt(bytes.length);
        out.putBytes(bytes);
    }

    private static void encodeList(NativeBuffer out, String key, ListValue list, int left, int nestingMax) {
        long lengthAt = open(out, Tags.LIST, list.values().size());
        for (AttributeValue value : list.values()) {
            encode(out, key, value, left, nestingMax);
        }
        out.setInt(lengthAt, Math.toIntExact(out.size() - lengthAt - 4));
    }

    private static void encodeMap(NativeBuffer out, String key, MapValue map, int left, int nestingMax) {
        long lengthAt = open(out, Tags.MAP, map.entries().size());
        map.entries().forEach((name, value) -> {
            putSized(out, key, name);
            encode(out, key, value, left, nestingMax);
        });
        out.setInt(lengthAt, Math.toIntExact(out.size() - lengthAt - 4));
    }

    private static long open(NativeBuffer out, int tag, int count) {
        out.putByte(tag);
        out.putInt(count);
        out.putInt(0);
        return out.size() - 4;
    }

    private static int requireLeft(String key, int left, int nestingMax) {
        if (left == 0) {
            throw GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                    .detail("nesting of the value of '" + key + "'")
                    .value(key)
                    .number(nestingMax + 1L)
                    .limit(nestingMax));
        }
        return left - 1;
    }

    /** A value that lies in a word, or in so many bytes from a place on; null for none. */
    static @Nullable AttributeValue value(
            int tag, long word, ByteReader bytes, int at, int length, LongFunction<Object> objects) {
        return switch (tag) {
            case Tags.ABSENT -> null;
            case Tags.NULL -> NullValue.INSTANCE;
            case Tags.BOOLEAN -> new BooleanValue(word != 0);
            case Tags.INTEGER -> new IntegerValue(word);
            case Tags.FLOAT -> new FloatValue(Double.longBitsToDouble(word));
            case Tags.INSTANT -> InstantValue.ofMicroseconds(word);
            case Tags.OPAQUE -> new OpaqueValue(objects.apply(word));
            case Tags.TEXT -> new TextValue(bytes.textAt(at, length));
            case Tags.BYTES -> new BytesValue(bytes.bytesAt(at, length));
            case Tags.LIST, Tags.MAP -> {
                byte[] packed = bytes.bytesAt(at, length);
                yield decode(new ByteReader(packed, length));
            }
            default -> throw malformed("tag " + tag + " of a value");
        };
    }

    /** Takes one packed value other than an opaque one. */
    static AttributeValue decode(ByteReader in) {
        return decode(in, NESTING_MAX);
    }

    private static AttributeValue decode(ByteReader in, int left) {
        int tag = in.takeByte();
        return switch (tag) {
            case Tags.NULL -> NullValue.INSTANCE;
            case Tags.BOOLEAN -> new BooleanValue(in.takeByte() != 0);
            case Tags.INTEGER -> new IntegerValue(in.takeLong());
            case Tags.FLOAT -> new FloatValue(Double.longBitsToDouble(in.takeLong()));
            case Tags.INSTANT -> InstantValue.ofMicroseconds(in.takeLong());
            case Tags.TEXT -> new TextValue(in.takeText(in.takeInt()));
            case Tags.BYTES -> new BytesValue(in.takeBytes(in.takeInt()));
            case Tags.LIST -> decodeList(in, requireReadable(left));
            case Tags.MAP -> decodeMap(in, requireReadable(left));
            default -> throw malformed("tag " + tag + " of a packed value");
        };
    }

    private static ListValue decodeList(ByteReader in, int left) {
        int count = in.takeInt();
        in.takeInt();
        var values = new ArrayList<AttributeValue>(Math.min(count, 1_024));
        for (int i = 0; i < count; i++) {
            values.add(decode(in, left));
        }
        return new ListValue(values);
    }

    private static MapValue decodeMap(ByteReader in, int left) {
        int count = in.takeInt();
        in.takeInt();
        var entries = new LinkedHashMap<String, AttributeValue>();
        for (int i = 0; i < count; i++) {
            String name = in.takeText(in.takeInt());
            entries.put(name, decode(in, left));
        }
        return new MapValue(entries);
    }

    private static int requireReadable(int left) {
        if (left == 0) {
            throw malformed("nesting of a packed value");
        }
        return left - 1;
    }

    static GraphException malformed(String what) {
        return GraphException.of(
                Failure.of(StatusCode.NATIVE_PANIC).value("the answer of the engine is malformed: " + what));
    }
}
