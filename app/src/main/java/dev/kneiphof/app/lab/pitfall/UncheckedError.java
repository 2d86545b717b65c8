package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchResult;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Node;

/** A result that nobody looks at. */
final class UncheckedError implements Pitfall {

    private static final int ROWS = 10;

    @Override
    public Description description() {
        return new Description(
                "unchecked-error",
                "An unchecked error",
                "A status that is only returned is a status that is ignored one day: rows are missing, and nobody knows.",
                new Way("A lenient batch whose result nobody reads"),
                new Way("A strict batch, as is the default"),
                new Guard(
                        Kind.EXCEPTION,
                        "The binding checks the status of every call, and a test holds it to that; a batch is strict unless it asks "
                                + "to be lenient, and then lists what it refused"),
                "error-path");
    }

    /** Two of the rows have the id of another one. */
    private static Batch.Builder rows() {
        var batch = Batch.builder();
        for (int row = 0; row < ROWS; row++) {
            batch.addNode(Node.of("person-" + row % 8));
        }
        return batch;
    }

    @Override
    public Outcome wrong() {
        try (Graph graph = People.emptyGraph()) {
            BatchResult unread = graph.apply(rows().lenient(true).build());
            return Outcome.of("Nothing was thrown, and two people are missing.", ROWS)
                    .with("rows handed over", ROWS)
                    .with("nodes there", graph.counts().nodes())
                    .with("errors that nobody read", unread.errors().size());
        }
    }

    @Override
    public Outcome right() {
        try (Graph graph = People.emptyGraph()) {
            try {
                graph.apply(rows().build());
                return Outcome.of("The batch was accepted.", ROWS);
            } catch (GraphException refused) {
                return Outcome.of("The batch was refused whole, and the row is named.", ROWS)
                        .with("rows handed over", ROWS)
                        .with("nodes there", graph.counts().nodes())
                        .caught(refused);
            }
        }
    }
}
