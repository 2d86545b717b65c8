package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Golden vectors of schemas and of their rows. */
final class GoldenSchemas {

    private static final String CODED = "a text with a code";

    private GoldenSchemas() {}

    static Schema schema(JsonNode json) {
        Schema schema = Schema.EMPTY;
        for (JsonNode attribute : json.get("attributes")) {
            String type = attribute.get("type").asString().toUpperCase(Locale.ROOT);
            schema = schema.with("s" + attribute.get("key").asInt(), Schema.Type.valueOf(type));
        }
        return schema;
    }

    static NativeBuffer writeRow(Session session, SymbolTable symbols, GraphOptions options, JsonNode json) {
        var registered =
                new RegisteredSchema(schema(json), 0, json.get("schema").asInt());
        SchemaRow row = registered.schema().row().id(json.get("id").asString()).labels(labels(json));
        int place = 0;
        for (JsonNode attribute : json.get("attributes")) {
            if (attribute.has("code")) {
                int generation = json.get("generation").asInt();
                int code = attribute.get("code").asInt();
                registered.codes().put(new TextCodes.Entry(CODED, place, generation, code));
                row.set(place, CODED);
            } else if (attribute.has("value")) {
                set(row, place, GoldenVector.value(attribute.get("value")));
            }
            place++;
        }
        SchemaRowEncoder.encode(session, symbols, options, registered, row);
        return session.request();
    }

    private static List<String> labels(JsonNode json) {
        var labels = new ArrayList<String>();
        for (JsonNode label : json.get("labels")) {
            labels.add("s" + label.asInt());
        }
        return labels;
    }

    private static void set(SchemaRow row, int place, AttributeValue value) {
        switch (value) {
            case NullValue() -> row.setNull(place);
            case BooleanValue(var truth) -> row.set(place, truth);
            case IntegerValue(var number) -> row.set(place, number);
            case FloatValue(var number) -> row.set(place, number);
            case InstantValue(var moment) -> row.set(place, moment);
            case TextValue(var text) -> row.set(place, text);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }
}
