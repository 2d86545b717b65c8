package dev.kneiphof.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads of many nodes in one crossing. Native code asks for the memory of 32 nodes before it waits for the first, which pays more
 * than the crossings that are saved.
 *
 * <p>Nodes are named by their ids or by the <em>numbers</em> that {@link #findNodes} and the answers here give: a number needs no
 * text and no look-up. It names its node until the node is removed or {@link Graph#compact} moves the rows, which a removal of
 * many may do as well; after that it names nobody.
 *
 * <p>Every answer is of one moment. A read of 2,048 nodes or more, or of more than 32,768 edges, works on a snapshot: no writer
 * waits for it.
 */
public interface BatchedReads {

    /** The numbers of these nodes in their order, 0 where there is none. Crosses once; copies the ids and 8 bytes a node. */
    long[] findNodes(List<String> ids);

    /**
     * Selected attributes of these nodes, a column for each key. Crosses once, and once more for a key that the graph has never seen; copies the ids, and 16 bytes and more a node and
     * key. O(nodes · keys).
     */
    NodeValues values(List<String> ids, String... keys);

    /** As above for nodes by their numbers, of which 8 bytes each are copied. */
    NodeValues values(long[] nodes, String... keys);

    /**
     * The neighbors of each of these nodes, with the edges that lead there, of one type or of any (null), as numbers in the order
     * in which the edges arrived; none for a node that is not there. Crosses once; copies the ids, 12 bytes a node and 8 a
     * neighbor. O(nodes + neighbors).
     */
    NeighborLists neighborLists(List<String> ids, Direction direction, @Nullable String type);

    /** As above for nodes by their numbers. */
    NeighborLists neighborLists(long[] nodes, Direction direction, @Nullable String type);

    /**
     * The distinct nodes around these nodes, as numbers, the nearest first. Crosses once, twice when there are more than 65,536 of
     * them and more than in the answer before; copies the ids and 8 bytes a node that is
     * answered. O(edges at the nodes met, but not at those of the last hop).
     *
     * @throws NodeNotFoundException when one of the nodes to begin at does not exist
     */
    Neighborhood neighborhood(List<String> ids, NeighborhoodQuery query);

    /**
     * As above for nodes by their numbers.
     *
     * @throws StaleHandleException when one of the numbers names nobody any more
     */
    Neighborhood neighborhood(long[] nodes, NeighborhoodQuery query);

    /**
     * The whole structure of the graph as it is now, to be read where it lies. Crosses twice; copies nothing. O(nodes + edges) at the
     * first call after nodes or edges have changed, on all processors and without holding up a writer; O(columns) else.
     */
    CompressedRows compressedRows(Direction direction);
}
