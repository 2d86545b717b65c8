package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Graph;
import java.util.Map;

/** A map in a map where columns would do. */
final class NestedValues implements Pitfall {

    private static final int ROWS = 1_000;

    @Override
    public Description description() {
        return new Description(
                "nested-values",
                "Nested values",
                "A map in a map has no column: it is packed whole, and unpacked whole to read one number of it.",
                new Way("One attribute with a map of maps"),
                new Way("A flat attribute for each value"),
                new Guard(Kind.REPORT, "The description of a graph names the types of each column: map stands out"),
                "nested");
    }

    @Override
    public Outcome wrong() {
        return stored("profile", row -> Map.of("profile", Map.of("personal", Map.of("age", People.age(row)))));
    }

    @Override
    public Outcome right() {
        return stored("age", row -> Map.of("age", People.age(row)));
    }

    private static Outcome stored(String column, java.util.function.IntFunction<Map<String, Object>> attributes) {
        try (Graph graph = People.emptyGraph()) {
            graph.apply(People.batch(People.nodes(ROWS, attributes)));
            return Outcome.of("The bytes that crossed tell the two apart.", ROWS)
                    .with("column", column)
                    .with("bytes of the column", graph.memory().nodeColumns().getOrDefault(column, 0L));
        }
    }
}
