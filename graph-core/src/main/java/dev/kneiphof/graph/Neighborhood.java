package dev.kneiphof.graph;

/**
 * The distinct nodes around some nodes, without those. The nearest come first; the equally near stand in the order in which they
 * were met: of each node before them the out-edges, then the in-edges, as they arrived.
 */
public final class Neighborhood {

    private final long[] nodes;
    private final long[] within;
    private final long revision;

    /** The arrays are kept, not copied. {@code within} holds for each number of hops how many nodes lie within it. */
    public Neighborhood(long[] nodes, long[] within, long revision) {
        this.nodes = nodes;
        this.within = within;
        this.revision = revision;
    }

    /** The revision of the graph that was searched. */
    public long revision() {
        return revision;
    }

    /** How many nodes are here: all of them, or as many as the limit allowed. */
    public int size() {
        return nodes.length;
    }

    /** The number of a node. */
    public long node(int position) {
        return nodes[position];
    }

    /** The numbers of all nodes that are here, copied. */
    public long[] nodes() {
        return nodes.clone();
    }

    /** How many nodes lie within so many hops, from 1 to the number asked for, whatever the limit. */
    public long within(int hops) {
        return within[hops - 1];
    }

    /** How many nodes there are in all, whatever the limit. */
    public long total() {
        return within[within.length - 1];
    }

    @Override
    public String toString() {
        return "Neighborhood[" + nodes.length + " of " + total() + " nodes]";
    }
}
