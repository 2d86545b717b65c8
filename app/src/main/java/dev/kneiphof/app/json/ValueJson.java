package dev.kneiphof.app.json;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads attribute values. JSON's own types mean themselves; the rest is an object with one key that starts with {@code $},
 * see {@link TaggedJson}. A number with a fraction or an exponent is a float, any other an integer.
 */
public final class ValueJson {

    private ValueJson() {}

    /** Reads the object at the parser: a value under each name. */
    public static Attributes readAttributes(JsonParser parser) {
        JsonTokens.enterObject(parser, "attributes");
        return Attributes.of(readEntries(parser, 0));
    }

    /** Reads the value at the parser. */
    public static AttributeValue read(JsonParser parser) {
        return read(parser, 0);
    }

    static AttributeValue read(JsonParser parser, int depth) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> NullValue.INSTANCE;
            case VALUE_TRUE -> new BooleanValue(true);
            case VALUE_FALSE -> new BooleanValue(false);
            case VALUE_STRING -> new TextValue(JsonTokens.text(parser, "a value"));
            case VALUE_NUMBER_INT -> new IntegerValue(JsonTokens.integer(parser, "a value"));
            case VALUE_NUMBER_FLOAT -> new FloatValue(JsonTokens.decimal(parser, "a value"));
            case START_ARRAY -> readList(parser, deeper(parser, depth));
            case START_OBJECT -> readObject(parser, depth);
            case null, default -> throw JsonTokens.expected(parser, "this", "a value");
        };
    }

    private static AttributeValue readList(JsonParser parser, int depth) {
        List<AttributeValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser, depth));
        }
        return new ListValue(values);
    }

    private static AttributeValue readObject(JsonParser parser, int depth) {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            deeper(parser, depth);
            return new MapValue(Map.of());
        }
        if (parser.currentName().startsWith("$")) {
            return TaggedJson.read(parser, depth);
        }
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        do {
            String name = JsonTokens.name(parser);
            if (name.startsWith("$")) {
                throw JsonTokens.refused(
                        parser, "a map with a name that starts with $ is written {\"$map\":{…}}", name);
            }
            parser.nextToken();
            entries.put(name, read(parser, deeper(parser, depth)));
        } while (parser.nextToken() != JsonToken.END_OBJECT);
        return new MapValue(entries);
    }

    /** Reads names and values up to the end of the object that the parser is in; any name is a plain one here. */
    static Map<String, AttributeValue> readEntries(JsonParser parser, int depth) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = JsonTokens.name(parser);
            parser.nextToken();
            entries.put(name, read(parser, depth));
        }
        return entries;
    }

    static int deeper(JsonParser parser, int depth) {
        if (depth == JsonLimits.NESTING_MAX) {
            throw JsonProblems.tooDeep("the nesting of the value").at(JsonTokens.pointer(parser));
        }
        return depth + 1;
    }
}
