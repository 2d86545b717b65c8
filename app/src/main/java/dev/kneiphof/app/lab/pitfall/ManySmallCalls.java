package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Graph;

/** A row a call. */
final class ManySmallCalls implements Pitfall {

    private static final int ROWS = 1_000;

    @Override
    public Description description() {
        return new Description(
                "many-small-calls",
                "Many small calls",
                "Each row pays for a crossing, a lock and a change of the graph of its own.",
                new Way("addNode for each of 1,000 nodes"),
                new Way("One batch of 1,000 nodes"),
                new Guard(
                        Kind.BILL,
                        "Every method says in its documentation how often it crosses, and every response carries the bill"),
                "chunks");
    }

    @Override
    public Outcome wrong() {
        try (Graph graph = People.emptyGraph()) {
            People.nodes(ROWS).forEach(graph::addNode);
            return stored(graph);
        }
    }

    @Override
    public Outcome right() {
        try (Graph graph = People.emptyGraph()) {
            graph.apply(People.batch(People.nodes(ROWS)));
            return stored(graph);
        }
    }

    private static Outcome stored(Graph graph) {
        return Outcome.of("The same nodes are there; the bill tells the two apart.", ROWS)
                .with("nodes", graph.counts().nodes())
                .with("changes of the graph", graph.counts().revision());
    }
}
