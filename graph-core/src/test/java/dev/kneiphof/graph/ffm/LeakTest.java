package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LeakTest {

    @Test
    void f084_aForgottenGraphIsReportedWithThePlaceWhereItWasOpened() throws IOException, InterruptedException {
        ChildProcess process = ChildProcess.run(Forgets.class, ChildProcess.libraryOption());
        assertThat(process.output())
                .contains("A graph was forgotten without close()")
                .contains("opened here")
                .contains("LeakTest$Forgets.forget")
                .contains("closed graphs: 2")
                .contains("Columns were forgotten without close()")
                .contains("LeakTest$Forgets.forgetColumns");
        assertThat(process.exitCode()).isZero();
    }

    /** Opens a graph and loses it. */
    static final class Forgets {

        private Forgets() {}

        public static void main(String[] arguments) throws InterruptedException {
            forget();
            forgetColumns();
            for (int i = 0; i < 5_000 && !isAllClosedAndReported(); i++) {
                System.gc();
                Thread.sleep(10);
            }
            System.out.println("closed graphs: " + closed("kneiphof_graph_close"));
        }

        /** What is forgotten is counted when it has been reported, columns when they are closed, too. */
        private static boolean isAllClosedAndReported() {
            return closed("kneiphof_graph_close") + closed("kneiphof_snapshot_close") == 3
                    && Crossings.open().forgotten() == 2;
        }

        private static void forget() {
            Graph.open(GraphOptions.defaults()).addNode(Node.of("a"));
        }

        private static void forgetColumns() {
            try (Graph graph = Graph.open(GraphOptions.defaults())) {
                graph.columns("x");
            }
        }

        private static long closed(String function) {
            return CrossingMeter.snapshot().functions().stream()
                    .filter(crossings -> crossings.name().equals(function))
                    .mapToLong(crossings -> crossings.calls())
                    .sum();
        }
    }

    @Test
    void f084_openingAndClosingManyTimesLeavesNothingBehind() {
        for (int i = 0; i < 5_000; i++) {
            try (Graph graph = Graph.open(GraphOptions.defaults())) {
                graph.addNode(Node.of("a"));
            }
        }
    }
}
