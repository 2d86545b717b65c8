package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Comparison;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a filter: an object that is one test. {@code {"and":[{"label":"Person"},{"attr":"age","ge":30}]}}; the empty object
 * is everything.
 */
public final class FilterJson {

    private static final String TESTS = "and, or, not, label, attr, has, degree, type, source, target, idEquals, "
            + "idStartsWith, idContains, idIn, search";

    private FilterJson() {}

    /** Reads the filter at the parser. */
    public static Filter read(JsonParser parser) {
        return read(parser, 1);
    }

    private static Filter read(JsonParser parser, int depth) {
        JsonTokens.enterObject(parser, "a filter");
        if (depth > JsonLimits.NESTING_MAX) {
            String detail = "the filter is nested more than " + JsonLimits.NESTING_MAX + " deep";
            throw ApiProblem.of(StatusCode.INVALID_FILTER, detail).at(JsonTokens.pointer(parser));
        }
        Filter whole = null;
        var comparison = new ComparisonJson();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = JsonTokens.name(parser);
            parser.nextToken();
            if (whole != null || (!comparison.isEmpty() && !ComparisonJson.knows(name))) {
                throw JsonTokens.refused(parser, "a filter is one test; join several with and", name);
            }
            if (ComparisonJson.knows(name)) {
                comparison.read(parser, name);
            } else {
                whole = readTest(parser, name, depth);
            }
        }
        if (whole != null) {
            return whole;
        }
        return comparison.isEmpty() ? Filter.all() : comparison.toFilter(parser);
    }

    private static Filter readTest(JsonParser parser, String test, int depth) {
        return switch (test) {
            case "and" -> Filter.and(readFilters(parser, test, depth));
            case "or" -> Filter.or(readFilters(parser, test, depth));
            case "not" -> Filter.not(read(parser, depth + 1));
            case "label" -> Filter.label(JsonTokens.text(parser, test));
            case "has" -> Filter.has(JsonTokens.text(parser, test));
            case "type" -> Filter.type(JsonTokens.text(parser, test));
            case "source" -> Filter.source(JsonTokens.text(parser, test));
            case "target" -> Filter.target(JsonTokens.text(parser, test));
            case "search" -> Filter.search(JsonTokens.text(parser, test));
            case "idEquals" -> Filter.id(Comparison.EQ, JsonTokens.text(parser, test));
            case "idStartsWith" -> Filter.id(Comparison.STARTS_WITH, JsonTokens.text(parser, test));
            case "idContains" -> Filter.id(Comparison.CONTAINS, JsonTokens.text(parser, test));
            case "idIn" -> new Filter.IdTest(Comparison.IN, readTexts(parser, test));
            default -> throw JsonTokens.unknownProperty(parser, test, TESTS);
        };
    }

    private static List<Filter> readFilters(JsonParser parser, String what, int depth) {
        JsonTokens.enterArray(parser, what);
        List<Filter> filters = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            filters.add(read(parser, depth + 1));
        }
        if (filters.isEmpty()) {
            throw JsonTokens.refused(parser, what + " needs at least one filter", "[]");
        }
        return filters;
    }

    private static List<String> readTexts(JsonParser parser, String what) {
        JsonTokens.enterArray(parser, what);
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(JsonTokens.text(parser, what));
        }
        return texts;
    }

    /** The direction that the text names, or null where it names none. */
    public static @Nullable Direction directionOrNull(String text) {
        return switch (text) {
            case "out" -> Direction.OUT;
            case "in" -> Direction.IN;
            case "both" -> Direction.BOTH;
            default -> null;
        };
    }
}
