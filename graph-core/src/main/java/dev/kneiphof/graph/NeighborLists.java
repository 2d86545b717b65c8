package dev.kneiphof.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Neighbors of some nodes as numbers, a list for each node in the order in which the nodes were asked for. Nothing here crosses.
 */
public final class NeighborLists {

    private final long[] nodes;
    private final int[] offsets;
    private final int[] neighbors;
    private final int[] edges;
    private final long epoch;
    private final Direction direction;
    private final byte @Nullable [] directions;
    private final long revision;

    /**
     * The arrays are kept, not copied.
     *
     * @param offsets where each list begins and, last, where the last one ends
     * @param neighbors rows of nodes, the lower half of their numbers
     * @param edges rows of the edges that lead there
     * @param epoch the upper half of all numbers
     * @param directions 0 out, 1 in, for each neighbor; null when all go in {@code direction}
     */
    public NeighborLists(
            long[] nodes,
            int[] offsets,
            int[] neighbors,
            int[] edges,
            long epoch,
            Direction direction,
            byte @Nullable [] directions,
            long revision) {
        this.nodes = nodes;
        this.offsets = offsets;
        this.neighbors = neighbors;
        this.edges = edges;
        this.epoch = epoch;
        this.direction = direction;
        this.directions = directions;
        this.revision = revision;
    }

    /** The revision of the graph the lists are of. */
    public long revision() {
        return revision;
    }

    /** Nodes that were asked for. */
    public int size() {
        return nodes.length;
    }

    /** Neighbors of all nodes together. */
    public int total() {
        return neighbors.length;
    }

    /** The number of a node that was asked for, 0 when there is no such node. */
    public long node(int index) {
        return nodes[index];
    }

    /** How many neighbors a node has. */
    public int count(int index) {
        return offsets[index + 1] - offsets[index];
    }

    /** The number of a node's neighbor. */
    public long neighbor(int index, int position) {
        return number(neighbors[at(index, position)]);
    }

    /** The number of the edge that leads there. */
    public long edge(int index, int position) {
        return number(edges[at(index, position)]);
    }

    /** Which way that edge points; in an undirected graph always out. */
    public Direction direction(int index, int position) {
        int at = at(index, position);
        if (directions == null) {
            return direction;
        }
        return directions[at] == 0 ? Direction.OUT : Direction.IN;
    }

    private long number(int row) {
        return epoch << 32 | Integer.toUnsignedLong(row);
    }

    private int at(int index, int position) {
        return offsets[index] + Objects.checkIndex(position, count(index));
    }

    @Override
    public String toString() {
        return "NeighborLists[" + nodes.length + " nodes, " + neighbors.length + " neighbors]";
    }
}
