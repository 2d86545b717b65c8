package dev.kneiphof.graph;

/** What the parts of the contract need: graphs, which are closed after the test. */
interface Opens {

    Graph open(GraphOptions options);

    default Graph directed() {
        return open(GraphOptions.defaults());
    }

    default Graph undirected() {
        return open(GraphOptions.defaults().withDirected(false));
    }

    /** A directed graph with nodes of these ids. */
    default Graph directedWith(String... ids) {
        return filled(directed(), ids);
    }

    default Graph undirectedWith(String... ids) {
        return filled(undirected(), ids);
    }

    private static Graph filled(Graph graph, String... ids) {
        for (String id : ids) {
            graph.addNode(Node.of(id));
        }
        return graph;
    }
}
