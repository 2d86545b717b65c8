package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeNotFoundException;

/** Asking for a node that is not there, as an answer and as an exception. */
final class ErrorPath implements Experiment {

    private static final String PRESENT = "somebody";
    private static final String MISSING = "nobody-1";

    @Override
    public Description description() {
        return Description.of(
                        "error-path",
                        "The error path",
                        "What does a failure cost on its way from Rust to a Java exception?",
                        "call")
                .crossing("hit", "findNode finds the node", "kneiphof_graph_get_node")
                .crossing("miss", "findNode answers that there is none", "kneiphof_graph_get_node")
                .crossing("exception", "getNode throws NodeNotFoundException", "kneiphof_graph_get_node")
                .java("java-exception", "Plain Java throws an exception with a stack trace");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        Graph graph = bench.graph();
        graph.addNode(Node.of(PRESENT));
        return bench.mode("hit", 1, times -> find(graph, PRESENT, times))
                .mode("miss", 1, times -> find(graph, MISSING, times))
                .mode("exception", 1, times -> getMissing(graph, times))
                .mode("java-exception", 1, ErrorPath::throwInJava);
    }

    private static long find(Graph graph, String id, long times) {
        long found = 0;
        for (long i = 0; i < times; i++) {
            found += graph.findNode(id).isPresent() ? 1 : 0;
        }
        return found;
    }

    private static long getMissing(Graph graph, long times) {
        long caught = 0;
        for (long i = 0; i < times; i++) {
            try {
                graph.getNode(MISSING);
            } catch (NodeNotFoundException missing) {
                caught += missing.failure().status().code();
            }
        }
        return caught;
    }

    private static long throwInJava(long times) {
        long caught = 0;
        for (long i = 0; i < times; i++) {
            try {
                throw new IllegalStateException(MISSING);
            } catch (IllegalStateException thrown) {
                caught += thrown.getStackTrace().length > 0 ? 1 : 0;
            }
        }
        return caught;
    }
}
