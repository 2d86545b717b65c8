package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import java.util.ArrayList;
import java.util.List;

/** Reads filters from text by recursive descent; the depth is capped, so that no text can exhaust the stack. */
final class FilterParser {

    private static final int LENGTH_MAX = 65_536;

    private final FilterScanner scanner;

    FilterParser(String text) {
        if (text.length() > LENGTH_MAX) {
            throw GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                    .detail("length of the filter's text")
                    .number(text.length())
                    .limit(LENGTH_MAX));
        }
        scanner = new FilterScanner(text);
    }

    Filter parse() {
        if (scanner.atEnd()) {
            return Filter.all();
        }
        Filter filter = alternatives(0);
        if (!scanner.atEnd()) {
            throw scanner.error("expected ; or , or the end");
        }
        return filter;
    }

    private Filter alternatives(int depth) {
        var filters = new ArrayList<Filter>();
        do {
            filters.add(conjunction(depth));
        } while (scanner.skip(','));
        return Filter.or(filters);
    }

    private Filter conjunction(int depth) {
        var filters = new ArrayList<Filter>();
        do {
            filters.add(term(depth));
        } while (scanner.skip(';'));
        return Filter.and(filters);
    }

    private Filter term(int depth) {
        if (depth >= Filter.DEPTH_MAX) {
            throw scanner.error("the filter is nested more than " + Filter.DEPTH_MAX + " deep");
        }
        if (scanner.skip('(')) {
            return closed(alternatives(depth + 1));
        }
        if (scanner.skip('!')) {
            return new Filter.Not(term(depth + 1));
        }
        boolean quoted = scanner.atQuote();
        String selector = scanner.word("a selector");
        if (!quoted && selector.equals("not") && scanner.skip('(')) {
            return new Filter.Not(closed(alternatives(depth + 1)));
        }
        if (!quoted && selector.equals("all") && scanner.skip('(')) {
            return closed(Filter.all());
        }
        return test(selector, quoted);
    }

    private Filter closed(Filter filter) {
        if (!scanner.skip(')')) {
            throw scanner.error("expected )");
        }
        return filter;
    }

    private Filter test(String selector, boolean quoted) {
        int at = scanner.position();
        String operator = scanner.operator();
        if (operator.equals("=has=")) {
            return has(selector);
        }
        Comparison comparison = FilterWords.comparisonOf(operator);
        if (comparison == null) {
            throw scanner.errorAt(at, "unknown operator " + operator);
        }
        int valueAt = scanner.position();
        List<Word> words = comparison == Comparison.IN ? words() : List.of(word());
        try {
            return test(selector, quoted, comparison, words);
        } catch (GraphException refused) {
            String detail = refused.failure().detail();
            throw scanner.errorAt(valueAt, detail == null ? refused.getMessage() : detail);
        }
    }

    private Filter has(String selector) {
        int at = scanner.position();
        return switch (word().value()) {
            case BooleanValue(boolean has) when has -> new Filter.HasAttribute(selector);
            case BooleanValue no -> new Filter.Not(new Filter.HasAttribute(selector));
            default -> throw scanner.errorAt(at, "expected true or false");
        };
    }

    private Filter test(String selector, boolean quoted, Comparison comparison, List<Word> words) {
        String first = words.getFirst().text();
        return switch (quoted ? "" : selector) {
            case "label" -> equality(comparison, new Filter.LabelTest(first), selector);
            case "type" -> equality(comparison, new Filter.TypeTest(first), selector);
            case "source" -> equality(comparison, new Filter.SourceTest(first), selector);
            case "target" -> equality(comparison, new Filter.TargetTest(first), selector);
            case "search" -> equality(comparison, new Filter.SearchTest(first), selector);
            case "id" ->
                new Filter.IdTest(comparison, words.stream().map(Word::text).toList());
            case "degree" -> degree(Direction.BOTH, comparison, words);
            case "out" -> degree(Direction.OUT, comparison, words);
            case "in" -> degree(Direction.IN, comparison, words);
            default ->
                new Filter.AttributeTest(
                        selector, comparison, words.stream().map(Word::value).toList());
        };
    }

    private static Filter equality(Comparison comparison, Filter test, String selector) {
        return switch (comparison) {
            case EQ -> test;
            case NE -> new Filter.Not(test);
            default -> throw FilterRules.invalid(selector + " can only be compared by == and !=");
        };
    }

    private static Filter degree(Direction direction, Comparison comparison, List<Word> words) {
        if (words.getFirst().value() instanceof IntegerValue(long degree)) {
            return new Filter.DegreeTest(direction, comparison, degree);
        }
        throw FilterRules.invalid("a degree is compared with an integer");
    }

    private List<Word> words() {
        var words = new ArrayList<Word>();
        if (!scanner.skip('(')) {
            throw scanner.error("expected ( and a list of values");
        }
        do {
            words.add(word());
        } while (scanner.skip(','));
        if (!scanner.skip(')')) {
            throw scanner.error("expected , or )");
        }
        return words;
    }

    private Word word() {
        boolean quoted = scanner.atQuote();
        int at = scanner.position();
        String text = scanner.word("a value");
        try {
            return new Word(text, quoted ? new AttributeValue.TextValue(text) : FilterWords.typed(text));
        } catch (GraphException refused) {
            String detail = refused.failure().detail();
            throw scanner.errorAt(at, detail == null ? refused.getMessage() : detail);
        }
    }

    private record Word(String text, AttributeValue value) {}
}
