package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    static Subject subject(JsonNode json) {
        return Subject.valueOf(json.get("subject").asString().toUpperCase(Locale.ROOT));
    }

    /** As a row that was declared. */
    static NativeBuffer writeRow(Session session, GraphState graph, JsonNode json) {
        RegisteredSchema schema = registered(json);
        SchemaRow row = row(schema, json);
        if (subject(json) == Subject.EDGE) {
            SchemaRowEncoder.edge(session, graph.symbols(), graph.options(), schema, row);
        } else {
            SchemaRowEncoder.node(session, graph.symbols(), graph.options(), schema, row, number(json));
        }
        SchemaRowEncoder.expect(session.request(), GoldenVector.unsigned(json.get("version")));
        return session.request();
    }

    /** As the node or edge that it stands for, when every attribute has a value. */
    static NativeBuffer writeShaped(Session session, GraphState graph, JsonNode json) {
        RegisteredSchema schema = registered(json);
        SchemaRow row = row(schema, json);
        long version = GoldenVector.unsigned(json.get("version"));
        ShapedRowEncoder rows = session.shapedRows();
        if (subject(json) == Subject.EDGE) {
            Edge edge = row.edge();
            rows.encode(graph, shape(edge.attributes()), schema, edge, version);
        } else {
            Node node = row.node();
            rows.encode(graph, shape(node.attributes()), schema, node, number(json), version);
        }
        return session.request();
    }

    /** Whether a node or an edge may stand for the row. */
    static boolean isWhole(JsonNode json) {
        if (endsByNumber(json)) {
            return false;
        }
        for (JsonNode attribute : json.get("attributes")) {
            boolean hasValue = attribute.has("value") && !attribute.get("value").has("null");
            if (!hasValue && !attribute.has("code")) {
                return false;
            }
        }
        return true;
    }

    /** The number in place of the id, 0 for none. */
    private static long number(JsonNode json) {
        return json.has("node") ? GoldenVector.unsigned(json.get("node")) : 0;
    }

    private static RowShape shape(Attributes attributes) {
        return Objects.requireNonNull(RowShape.of(attributes));
    }

    private static RegisteredSchema registered(JsonNode json) {
        return new RegisteredSchema(schema(json), 0, json.get("schema").asInt());
    }

    private static SchemaRow row(RegisteredSchema schema, JsonNode json) {
        // A row with a number has no id; one may still stand for it.
        SchemaRow row = schema.schema().row().id(json.has("id") ? json.get("id").asString() : "unused");
        if (subject(json) == Subject.EDGE) {
            ends(row, json).type(json.has("type") ? "s" + json.get("type").asInt() : null);
        } else {
            row.labels(labels(json));
        }
        int place = 0;
        for (JsonNode attribute : json.get("attributes")) {
            if (attribute.has("code")) {
                int generation = json.get("generation").asInt();
                int code = attribute.get("code").asInt();
                schema.codes().put(new TextCodes.Entry(CODED, place, generation, code));
                row.set(place, CODED);
            } else if (attribute.has("value")) {
                set(row, place, GoldenVector.value(attribute.get("value")));
            }
            place++;
        }
        return row;
    }

    private static SchemaRow ends(SchemaRow row, JsonNode json) {
        return endsByNumber(json)
                ? row.ends(
                        GoldenVector.unsigned(json.get("sourceNumber")),
                        GoldenVector.unsigned(json.get("targetNumber")))
                : row.ends(json.get("source").asString(), json.get("target").asString());
    }

    private static boolean endsByNumber(JsonNode json) {
        return json.has("sourceNumber");
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
