package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A call back that finds no room on the stack would end the process: so each depth is tried in a process of its own. */
class DeepStackTest {

    @Test
    void f066_aScanAtAnyDepthOfTheStackEndsInAnAnswerOrAnErrorOfJava() throws IOException, InterruptedException {
        ChildProcess process = ChildProcess.run(Scans.class, ChildProcess.libraryOption());
        assertThat(process.output()).contains("both ways: true", "nodes: 3");
        assertThat(process.exitCode()).isZero();
    }

    /** Goes down until the stack overflows, and scans on the way back up, at every depth. */
    static final class Scans {

        private static final int DEPTHS_TRIED = 3_000;

        private final Graph graph = Graph.open(GraphOptions.defaults());
        private int answered;
        private int overflowed;

        private Scans() {}

        public static void main(String[] arguments) throws InterruptedException {
            var scans = new Scans();
            for (int i = 0; i < 3; i++) {
                scans.graph.addNode(Node.of("n" + i));
            }
            // Classes that fail to begin at the bottom of the stack stay broken: that is Java's own affair.
            scans.scan();
            var small = new Thread(null, scans::descend, "small stack", 512 << 10);
            small.start();
            small.join();
            System.out.println("both ways: " + (scans.answered > 0 && scans.overflowed > 0));
            System.out.println("nodes: " + scans.graph.filterNodes(node -> true).size());
            scans.graph.close();
        }

        @SuppressWarnings("InfiniteRecursion") // ends with the stack
        private void descend() {
            try {
                descend();
            } catch (StackOverflowError deepest) {
                // As deep as it goes; from here on up.
            }
            if (answered + overflowed < DEPTHS_TRIED) {
                scan();
            }
        }

        private void scan() {
            try {
                graph.filterNodes(node -> node.row() >= 0);
                answered++;
            } catch (StackOverflowError noRoom) {
                overflowed++;
            }
        }
    }
}
