package dev.kneiphof.app.json;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The values that JSON has no type for, each an object with one key: {@code {"$float":"NaN"}}, {@code {"$bytes":"base64"}},
 * {@code {"$instant":"2026-01-02T03:04:05.123456Z"}}, {@code {"$integer":"9007199254740993"}} and, for maps with a key that
 * starts with {@code $}, {@code {"$map":{…}}}.
 */
final class TaggedJson {

    static final String FLOAT = "$float";
    static final String BYTES = "$bytes";
    static final String INSTANT = "$instant";
    static final String INTEGER = "$integer";
    static final String MAP = "$map";

    private static final Pattern CANONICAL_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private TaggedJson() {}

    /** Reads the tagged value whose tag the parser is at, to the end of its object. */
    static AttributeValue read(JsonParser parser, int depth) {
        String tag = JsonTokens.name(parser);
        parser.nextToken();
        AttributeValue value = switch (tag) {
            case FLOAT -> readFloat(parser);
            case BYTES -> readBytes(parser);
            case INSTANT -> readInstant(parser);
            case INTEGER -> readInteger(parser);
            case MAP -> readMap(parser, depth);
            default ->
                throw JsonTokens.refused(
                        parser, "unknown type of a value; known are $float $bytes $instant $integer $map", tag);
        };
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw JsonTokens.refused(
                    parser, "a value with the type " + tag + " has no other names", JsonTokens.name(parser));
        }
        return value;
    }

    private static AttributeValue readFloat(JsonParser parser) {
        String text = JsonTokens.text(parser, FLOAT);
        return switch (text) {
            case "NaN" -> new FloatValue(Double.NaN);
            case "Infinity" -> new FloatValue(Double.POSITIVE_INFINITY);
            case "-Infinity" -> new FloatValue(Double.NEGATIVE_INFINITY);
            default -> throw JsonTokens.refused(parser, "$float must be NaN, Infinity or -Infinity", text);
        };
    }

    private static AttributeValue readBytes(JsonParser parser) {
        String text = JsonTokens.text(parser, BYTES);
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // The decoder drops bits that do not fill a byte, so "AB==" would come back as "AA==".
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return new BytesValue(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            throw JsonTokens.refused(parser, "$bytes must be base64: " + notBase64.getMessage(), text);
        }
        throw JsonTokens.refused(parser, "$bytes must be base64 in whole bytes with padding", text);
    }

    private static AttributeValue readInstant(JsonParser parser) {
        String text = JsonTokens.text(parser, INSTANT);
        try {
            return new InstantValue(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            throw JsonTokens.refused(parser, "$instant must be like 2026-01-02T03:04:05.123456Z", text);
        }
    }

    private static AttributeValue readInteger(JsonParser parser) {
        String text = JsonTokens.text(parser, INTEGER);
        if (CANONICAL_INTEGER.matcher(text).matches()) {
            try {
                return new IntegerValue(Long.parseLong(text));
            } catch (NumberFormatException outside) {
                throw JsonTokens.refused(parser, "$integer is outside of 64 bits", text);
            }
        }
        throw JsonTokens.refused(parser, "$integer must be a whole decimal number within 64 bits", text);
    }

    private static AttributeValue readMap(JsonParser parser, int depth) {
        JsonTokens.enterObject(parser, MAP);
        return new MapValue(ValueJson.readEntries(parser, ValueJson.deeper(parser, depth)));
    }
}
