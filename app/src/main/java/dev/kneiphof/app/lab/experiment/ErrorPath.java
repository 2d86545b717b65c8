package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeNotFoundException;
import java.util.List;

/** Asking for a node that is not there, as an answer and as an exception. */
final class ErrorPath implements Experiment {

    private static final String PRESENT = "somebody";
    /** More than the binding remembers to be missing. */
    private static final int MISSING = 16_384;

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
        var nobodies = new Nobodies(Texts.texts(MISSING, 8));
        return bench.mode("hit", 1, times -> hit(graph, times))
                .mode("miss", 1, times -> miss(graph, nobodies, times))
                .mode("exception", 1, times -> getMissing(graph, nobodies, times))
                .mode("java-exception", 1, ErrorPath::throwInJava);
    }

    private static long hit(Graph graph, long times) {
        long found = 0;
        for (long i = 0; i < times; i++) {
            found += graph.findNode(PRESENT).isPresent() ? 1 : 0;
        }
        return found;
    }

    private static long miss(Graph graph, Nobodies nobodies, long times) {
        long found = 0;
        for (long i = 0; i < times; i++) {
            found += graph.findNode(nobodies.next()).isPresent() ? 1 : 0;
        }
        return found;
    }

    private static long getMissing(Graph graph, Nobodies nobodies, long times) {
        long caught = 0;
        for (long i = 0; i < times; i++) {
            try {
                graph.getNode(nobodies.next());
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
                throw new IllegalStateException("nobody");
            } catch (IllegalStateException thrown) {
                caught += thrown.getStackTrace().length > 0 ? 1 : 0;
            }
        }
        return caught;
    }

    /** Ids of nodes that are not there, round and round. */
    private static final class Nobodies {

        private final List<String> ids;
        private int at;

        Nobodies(List<String> ids) {
            this.ids = ids;
        }

        String next() {
            at = at + 1 < ids.size() ? at + 1 : 0;
            return ids.get(at);
        }
    }
}
