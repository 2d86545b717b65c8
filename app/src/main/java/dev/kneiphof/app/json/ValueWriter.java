package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
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
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Writes attribute values so that {@link ValueJson} reads the same values back, floats bit for bit except the bits of a NaN.
 *
 * @param integersAsText whether integers that a double cannot hold are written {@code {"$integer":"…"}}, for readers whose
 *     only number is the double
 */
public record ValueWriter(boolean integersAsText) {

    /** Beyond these a double skips integers. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    /** Integers as JSON numbers, whatever their size. */
    public static final ValueWriter PLAIN = new ValueWriter(false);

    /** Integers beyond ±2^53 as text. */
    public static final ValueWriter FOR_DOUBLES = new ValueWriter(true);

    public void write(Attributes attributes, JsonGenerator out) {
        out.writeStartObject();
        for (int i = 0; i < attributes.size(); i++) {
            out.writeName(attributes.keyAt(i));
            write(attributes.valueAt(i), out);
        }
        out.writeEndObject();
    }

    public void write(AttributeValue value, JsonGenerator out) {
        switch (value) {
            case NullValue() -> out.writeNull();
            case BooleanValue(boolean bool) -> out.writeBoolean(bool);
            case IntegerValue(long integer) -> writeInteger(integer, out);
            case FloatValue(double decimal) -> writeFloat(decimal, out);
            case TextValue(String text) -> out.writeString(text);
            case BytesValue bytes -> {
                out.writeStartObject().writeName(TaggedJson.BYTES).writeBinary(bytes.value());
                out.writeEndObject();
            }
            case InstantValue(var instant) -> writeTagged(TaggedJson.INSTANT, instant.toString(), out);
            case ListValue(var values) -> {
                out.writeStartArray();
                values.forEach(element -> write(element, out));
                out.writeEndArray();
            }
            case MapValue(var entries) -> writeMap(entries, out);
            case OpaqueValue(Object object) ->
                throw ApiProblem.invalid(
                        "an opaque value stays in its process and is not sent over REST; its class is",
                        object.getClass().getName());
        }
    }

    private void writeInteger(long integer, JsonGenerator out) {
        if (integersAsText && (integer > EXACT_IN_DOUBLE || integer < -EXACT_IN_DOUBLE)) {
            writeTagged(TaggedJson.INTEGER, Long.toString(integer), out);
        } else {
            out.writeNumber(integer);
        }
    }

    private static void writeFloat(double decimal, JsonGenerator out) {
        if (Double.isFinite(decimal)) {
            out.writeNumber(decimal);
        } else {
            writeTagged(TaggedJson.FLOAT, Double.toString(decimal), out);
        }
    }

    private void writeMap(Map<String, AttributeValue> entries, JsonGenerator out) {
        boolean escaped = entries.keySet().stream().anyMatch(key -> key.startsWith("$"));
        if (escaped) {
            out.writeStartObject().writeName(TaggedJson.MAP);
        }
        out.writeStartObject();
        entries.forEach((key, element) -> {
            out.writeName(key);
            write(element, out);
        });
        out.writeEndObject();
        if (escaped) {
            out.writeEndObject();
        }
    }

    private static void writeTagged(String tag, String text, JsonGenerator out) {
        out.writeStartObject().writeName(tag).writeString(text);
        out.writeEndObject();
    }
}
