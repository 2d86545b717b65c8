package dev.kneiphof.graph.bench;

/** What every filled graph under measurement can be asked. */
public interface Answers extends AutoCloseable {

    /** The {@code value} of a node. */
    double value(String id);

    /** Collects the nodes with {@code value > 50} and {@code status == "active"}; answers how many. */
    int filter();

    /** Collects the targets of a node's outgoing edges; answers how many. */
    int oneHop(String id);

    /** Collects the nodes within two outgoing edges, without the node itself; answers how many. */
    int twoHops(String id);

    @Override
    default void close() {}
}
