package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Query;

/** A function of Java for each node of a scan. */
final class PerRowUpcalls implements Pitfall {

    private static final int ROWS = 5_000;

    @Override
    public Description description() {
        return new Description(
                "per-row-upcalls",
                "Upcalls for each row",
                "The scan leaves Rust at each node, and can be neither vectorised nor shared among threads.",
                new Way("A Java predicate for each of 5,000 nodes"),
                new Way("The same as a filter that is compiled"),
                new Guard(
                        Kind.BILL,
                        "Each call back is counted as a crossing; a filter is compiled, and a predicate in Java can take chunks of columns"),
                "predicate");
    }

    @Override
    public Outcome wrong() {
        try (Graph graph = People.graph(ROWS)) {
            int passed = graph.filterNodes(node -> node.integerOf("age") >= 60).size();
            return outcome(passed);
        }
    }

    @Override
    public Outcome right() {
        try (Graph graph = People.graph(ROWS)) {
            return outcome(
                    graph.nodes(Query.all().filter(Filter.parse("age=ge=60")).limit(1))
                            .total());
        }
    }

    private static Outcome outcome(long passed) {
        return Outcome.of("The bill tells the two apart.", ROWS).with("nodes that passed", passed);
    }
}
