package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.util.List;
import java.util.Objects;

/** What the parts of a filter have to be, whoever builds them. */
final class FilterRules {

    private FilterRules() {}

    static List<Filter> requireSeveral(String what, List<Filter> filters) {
        if (filters.size() < 2) {
            throw invalid("'" + what + "' joins at least two filters, not " + filters.size());
        }
        return List.copyOf(filters);
    }

    static List<AttributeValue> requireOperands(String key, Comparison comparison, List<AttributeValue> operands) {
        requireCount(comparison, operands.size());
        for (AttributeValue operand : operands) {
            if (operand instanceof NullValue) {
                throw invalid("nothing compares with null: test '" + key + "' with has, or with not and has");
            }
            if (operand instanceof OpaqueValue) {
                throw invalid("an opaque object cannot be compared (attribute '" + key + "')");
            }
            if (isTextComparison(comparison) && !(operand instanceof TextValue)) {
                throw invalid("attribute '" + key + "' can start with or contain a text only");
            }
        }
        return List.copyOf(operands);
    }

    static List<String> requireIds(Comparison comparison, List<String> ids) {
        requireCount(comparison, ids.size());
        ids.forEach(id -> Objects.requireNonNull(id, "id"));
        return List.copyOf(ids);
    }

    static void requireNumberComparison(Comparison comparison) {
        if (comparison == Comparison.IN || isTextComparison(comparison)) {
            throw invalid("a degree has no comparison " + comparison);
        }
    }

    static boolean isTextComparison(Comparison comparison) {
        return comparison == Comparison.STARTS_WITH || comparison == Comparison.CONTAINS;
    }

    private static void requireCount(Comparison comparison, int count) {
        if (comparison == Comparison.IN ? count == 0 : count != 1) {
            throw invalid("the comparison " + comparison + " cannot have " + count + " values");
        }
    }

    static GraphException invalid(String detail) {
        return GraphException.of(Failure.of(StatusCode.INVALID_FILTER).detail(detail));
    }
}
