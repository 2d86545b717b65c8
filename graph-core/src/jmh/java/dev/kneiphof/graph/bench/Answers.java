package dev.kneiphof.graph.bench;

/** What every filled graph under measurement can be asked. */
public interface Answers extends AutoCloseable {

    /** The {@code value} of a node. */
    double value(String id);

    /** Collects the nodes with {@code value > 50} and {@code status == "active"}; answers how many. */
    int filter();

    /** Collects the targets of a node's outgoing edges; answers how many. */
    int oneHop(String id);

    /** As above for many nodes, by one call for each unless the graph has a better one. */
    default int oneHops(String[] ids) {
        int reached = 0;
        for (String id : ids) {
            reached += oneHop(id);
        }
        return reached;
    }

    /** Collects the nodes within two outgoing edges, without the node itself; answers how many. */
    int twoHops(String id);

    @Override
    default void close() {}
}
