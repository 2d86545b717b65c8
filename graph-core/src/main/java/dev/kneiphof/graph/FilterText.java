package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes filters as text. */
final class FilterText {

    private static final int OR = 0;
    private static final int AND = 1;

    private FilterText() {}

    static String of(Filter filter) {
        return filter instanceof Filter.All ? "" : text(filter, OR, 0);
    }

    private static String text(Filter filter, int within, int depth) {
        if (depth > Filter.DEPTH_MAX) {
            throw FilterRules.invalid("the filter is nested more than " + Filter.DEPTH_MAX + " deep");
        }
        return switch (filter) {
            case Filter.All() -> "all()";
            case Filter.Or(var filters) -> joined(filters, ",", AND, depth, within > OR || depth > 0);
            case Filter.And(var filters) -> joined(filters, ";", AND + 1, depth, within > AND);
            case Filter.Not(var inner) -> "not(" + text(inner, OR, depth + 1) + ")";
            case Filter.AttributeTest test -> selector(test.key()) + operator(test.comparison()) + operands(test);
            case Filter.HasAttribute(var key) -> selector(key) + "=has=true";
            case Filter.LabelTest(var label) -> "label==" + value(label);
            case Filter.TypeTest(var type) -> "type==" + value(type);
            case Filter.SourceTest(var id) -> "source==" + value(id);
            case Filter.TargetTest(var id) -> "target==" + value(id);
            case Filter.IdTest test -> "id" + operator(test.comparison()) + ids(test);
            case Filter.DegreeTest(var direction, var comparison, var degree) ->
                FilterWords.selectorOf(direction) + operator(comparison) + degree;
            case Filter.SearchTest(var searched) -> "search==" + value(searched);
        };
    }

    private static String joined(List<Filter> filters, String separator, int within, int depth, boolean bracketed) {
        String text =
                filters.stream().map(filter -> text(filter, within, depth + 1)).collect(Collectors.joining(separator));
        return bracketed ? "(" + text + ")" : text;
    }

    private static String selector(String key) {
        return FilterWords.isBare(key) && !FilterWords.isReserved(key) ? key : FilterWords.quoted(key);
    }

    private static String operator(Comparison comparison) {
        return FilterWords.operatorOf(comparison);
    }

    private static String operands(Filter.AttributeTest test) {
        if (test.comparison() != Comparison.IN) {
            return value(test.operands().getFirst());
        }
        return test.operands().stream().map(FilterText::value).collect(Collectors.joining(",", "(", ")"));
    }

    private static String ids(Filter.IdTest test) {
        if (test.comparison() != Comparison.IN) {
            return value(test.ids().getFirst());
        }
        return test.ids().stream().map(FilterText::value).collect(Collectors.joining(",", "(", ")"));
    }

    private static String value(String text) {
        return FilterWords.isBare(text) && FilterWords.typed(text) instanceof TextValue
                ? text
                : FilterWords.quoted(text);
    }

    private static String value(AttributeValue value) {
        return switch (value) {
            case BooleanValue(var truth) -> Boolean.toString(truth);
            case IntegerValue(var number) -> Long.toString(number);
            case FloatValue(var number) -> Double.toString(number);
            case InstantValue(var instant) -> instant.toString();
            case BytesValue bytes -> "0x" + HexFormat.of().formatHex(bytes.value());
            case TextValue(var text) -> value(text);
            default ->
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("this value of a filter has no text form")
                        .value(value.toString()));
        };
    }
}
