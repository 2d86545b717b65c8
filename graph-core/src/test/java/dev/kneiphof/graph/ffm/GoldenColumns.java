package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.GraphOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Columns and instructions as the golden vectors describe them. */
final class GoldenColumns {

    private static final List<String> ROLES = List.of("id", "source", "target", "type", "labels", "attribute");
    private static final List<String> SUBJECTS =
            List.of("attribute", "id", "label", "degree", "type", "source", "target", "any text");
    private static final List<String> COMPARISONS =
            List.of("eq", "ne", "lt", "le", "gt", "ge", "in", "starts with", "contains", "exists");

    private GoldenColumns() {}

    static Column column(JsonNode json, int rows, GraphOptions options) {
        int role = ROLES.indexOf(json.get("role").asString());
        String layout = json.get("layout").asString();
        JsonNode values = json.get("values");
        if (role != Tags.ATTRIBUTE) {
            var column = new TextColumn(role, layoutOf(layout), "text");
            values.forEach(value -> column.add(value.isNull() ? null : value.asString()));
            return column;
        }
        var column = new AttributeColumn(json.get("key").asString(), options).layout(layoutOf(layout));
        for (int row = 0; row < rows; row++) {
            if (!values.get(row).isNull()) {
                column.add(row, value(layout, values.get(row)));
            }
        }
        column.close(rows, 0);
        return column;
    }

    private static AttributeValue value(String layout, JsonNode value) {
        return switch (layout) {
            case "value" -> GoldenVector.value(value);
            case "boolean" -> new BooleanValue(value.asBoolean());
            default -> GoldenVector.scalar(layout, value.asString());
        };
    }

    private static int layoutOf(String layout) {
        return switch (layout) {
            case "boolean" -> Tags.BOOLEAN;
            case "integer" -> Tags.INTEGER;
            case "float" -> Tags.FLOAT;
            case "text" -> Tags.TEXT;
            case "bytes" -> Tags.BYTES;
            case "instant" -> Tags.INSTANT;
            case "dictionary" -> Tags.DICTIONARY;
            case "value" -> Tags.VALUE;
            default -> throw new IllegalArgumentException(layout);
        };
    }

    static void instruction(QueryEncoder program, JsonNode json) {
        if (json.has("test")) {
            var operands = new ArrayList<AttributeValue>();
            json.get("operands").forEach(operand -> operands.add(GoldenVector.value(operand)));
            program.test(
                    SUBJECTS.indexOf(json.get("test").asString()),
                    COMPARISONS.indexOf(json.get("comparison").asString()),
                    Direction.valueOf(json.get("direction").asString().toUpperCase(Locale.ROOT)),
                    json.get("key").asString(),
                    operands);
            return;
        }
        String name = json.propertyNames().iterator().next();
        int code = List.of("and", "or", "not").indexOf(name) + 1;
        program.instruction(code, 0, 0, 0, json.get(name).asInt());
    }
}
