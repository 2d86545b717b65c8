package dev.kneiphof.app.json;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.Comparison;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Filter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The test of a filter that has two properties, in either order: what is compared ({@code attr} or {@code degree}) and the
 * comparison with its operand.
 */
final class ComparisonJson {

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "eq", Comparison.EQ,
            "ne", Comparison.NE,
            "lt", Comparison.LT,
            "le", Comparison.LE,
            "gt", Comparison.GT,
            "ge", Comparison.GE,
            "in", Comparison.IN,
            "startsWith", Comparison.STARTS_WITH,
            "contains", Comparison.CONTAINS);

    private @Nullable String attribute;
    private @Nullable Direction degree;
    private @Nullable Comparison comparison;
    private @Nullable AttributeValue operand;

    static boolean knows(String name) {
        return name.equals("attr") || name.equals("degree") || COMPARISONS.containsKey(name);
    }

    boolean isEmpty() {
        return attribute == null && degree == null && comparison == null;
    }

    /** Reads the value of the property with this name. */
    void read(JsonParser parser, String name) {
        Comparison named = COMPARISONS.get(name);
        if (named == null ? attribute != null || degree != null : comparison != null) {
            throw JsonTokens.refused(parser, "a filter compares one thing in one way; join several with and", name);
        }
        if (named != null) {
            comparison = named;
            operand = ValueJson.read(parser);
        } else if (name.equals("attr")) {
            attribute = JsonTokens.text(parser, name);
        } else {
            degree = direction(parser);
        }
    }

    /** The test, once the object has been read to its end. */
    Filter toFilter(JsonParser parser) {
        if (comparison == null || operand == null) {
            throw JsonTokens.refused(
                    parser,
                    "a comparison is missing: eq, ne, lt, le, gt, ge, in, startsWith or contains",
                    attribute != null ? attribute : "degree");
        }
        if (attribute != null) {
            return new Filter.AttributeTest(attribute, comparison, operands(parser, comparison, operand));
        }
        if (degree == null) {
            throw JsonTokens.missing(parser, "attr or degree");
        }
        if (!(operand instanceof IntegerValue(long number))) {
            throw JsonTokens.refused(
                    parser, "a degree is compared with an integer", String.valueOf(operand.toObject()));
        }
        return Filter.degree(degree, comparison, number);
    }

    private static List<AttributeValue> operands(JsonParser parser, Comparison comparison, AttributeValue operand) {
        if (comparison != Comparison.IN) {
            return List.of(operand);
        }
        if (operand instanceof ListValue(var values)) {
            return values;
        }
        throw JsonTokens.refused(parser, "in must be an array", String.valueOf(operand.toObject()));
    }

    private static Direction direction(JsonParser parser) {
        String text = JsonTokens.text(parser, "degree");
        Direction direction = FilterJson.directionOrNull(text);
        if (direction == null) {
            throw JsonTokens.refused(parser, "degree must be out, in or both", text);
        }
        return direction;
    }
}
