package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random filters of every form that has a text. */
final class RandomFilters {

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "label",
            "not",
            "in",
            "true",
            "NaN",
            "1",
            "-1.5",
            "1e3",
            "0xff",
            "0xf",
            "it's",
            "back\\slash",
            "a b",
            "(x)",
            "a,b;c",
            "é🌉",
            "2026-01-02T03:04:05Z",
            "=gt=",
            "'",
            "a->b");
    private static final List<Object> VALUES = List.of(
            true,
            false,
            0L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.1,
            -0.0,
            1e300,
            5.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE);

    private final SplittableRandom random;

    RandomFilters(SplittableRandom random) {
        this.random = random;
    }

    Filter filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> Filter.not(filter(depth - 1));
            case 2 -> Filter.and(filters(depth - 1));
            case 3 -> Filter.or(filters(depth - 1));
            default -> test();
        };
    }

    private List<Filter> filters(int depth) {
        return IntStream.range(0, random.nextInt(2, 5))
                .mapToObj(i -> filter(depth))
                .toList();
    }

    private Filter test() {
        Filter.AttributeSelector attribute = Filter.attribute(name());
        Comparison comparison = Comparison.values()[random.nextInt(6)];
        return switch (random.nextInt(12)) {
            case 0 -> Filter.label(name());
            case 1 -> Filter.type(name());
            case 2 -> Filter.source(name());
            case 3 -> Filter.target(name());
            case 4 -> Filter.id(comparison, text());
            case 5 -> Filter.id(Comparison.IN, text(), text());
            case 6 -> Filter.degree(Direction.values()[random.nextInt(3)], comparison, random.nextInt(9));
            case 7 -> Filter.has(attribute.key());
            case 8 -> attribute.in(value(), value(), text());
            case 9 -> random.nextBoolean() ? attribute.startsWith(text()) : attribute.contains(text());
            case 10 -> random.nextInt(5) == 0 ? Filter.all() : Filter.search(text());
            default -> new Filter.AttributeTest(attribute.key(), comparison, List.of(AttributeValue.of(value())));
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String name() {
        return TEXTS.get(random.nextInt(1, TEXTS.size()));
    }

    private Object value() {
        return switch (random.nextInt(4)) {
            case 0 -> text();
            case 1 -> InstantValue.ofMicroseconds(random.nextLong());
            case 2 -> new BytesValue(new byte[] {1, (byte) random.nextInt()});
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }
}
