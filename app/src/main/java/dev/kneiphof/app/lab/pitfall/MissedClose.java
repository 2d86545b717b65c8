package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.NodeColumns;
import java.util.concurrent.TimeUnit;

/** Columns that are opened and lost. */
final class MissedClose implements Pitfall {

    private static final int ROWS = 1_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @Override
    public Description description() {
        return new Description(
                "missed-close",
                "A missed close",
                "Native memory is not seen by the garbage collector: what is open and lost is held for as long as nobody collects.",
                new Way("Open columns, read them, and forget them"),
                new Way("Open columns in try-with-resources"),
                new Guard(
                        Kind.REPORT,
                        "The compiler warns of a resource that is not closed; what is lost all the same is closed by a cleaner, "
                                + "counted as forgotten, and logged with the place where it was opened"),
                "arenas");
    }

    @Override
    public Outcome wrong() throws InterruptedException {
        try (Graph graph = People.graph(ROWS)) {
            long forgottenBefore = Crossings.open().forgotten();
            long viewsBefore = Crossings.open().views();
            long rows = readAndForget(graph);
            long viewsLeft = Crossings.open().views() - viewsBefore;
            Outcome outcome = Outcome.of("The view stayed open until the garbage collector came by.", rows)
                    .with("views left open", viewsLeft);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (Crossings.open().forgotten() == forgottenBefore && System.nanoTime() < deadline) {
                System.gc();
                Thread.sleep(10);
            }
            long forgotten = Crossings.open().forgotten() - forgottenBefore;
            return forgotten == 0
                    ? outcome.with("forgotten, as counted by the cleaner", "not yet: the collector has not come by")
                    : outcome.with("forgotten, as counted by the cleaner", forgotten)
                            .reported("Columns were forgotten without close(); their native memory is freed now");
        }
    }

    /** In a method of its own, so that no local variable keeps the columns. */
    @SuppressWarnings("MustBeClosedChecker") // the mistake
    private static long readAndForget(Graph graph) {
        NodeColumns columns = graph.columns("age");
        return columns.rows();
    }

    @Override
    public Outcome right() {
        try (Graph graph = People.graph(ROWS)) {
            long viewsBefore = Crossings.open().views();
            long rows;
            try (NodeColumns columns = graph.columns("age")) {
                rows = columns.rows();
            }
            return Outcome.of("The memory was given back at the end of the block.", rows)
                    .with("views left open", Crossings.open().views() - viewsBefore);
        }
    }
}
