package dev.kneiphof.graph;

/** Decides for one node whether it passes. */
@FunctionalInterface
public interface NodePredicate {

    /**
     * Whether the node passes. It may read any graph, and change any but the one that is filtered: that is a
     * {@link ReentrantCallException}, and so is closing it.
     *
     * @param node good during the call only: the same object shows every node
     */
    boolean test(NodeRow node);
}
