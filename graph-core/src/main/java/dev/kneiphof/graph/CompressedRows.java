package dev.kneiphof.graph;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The structure of a graph at one moment in the least memory that traversals can read (compressed sparse rows), in native memory.
 * The neighbors of node row {@code n} stand in {@code targets} from {@code offsets[n]} to {@code offsets[n + 1]}, in the order in
 * which their edges arrived; where both directions were asked for, out-edges before in-edges. In an undirected graph a self-loop
 * stands twice. Removed rows have empty lists.
 *
 * <p>What is seen stays the same until it is closed, whatever happens to the graph. May be read by many threads. Open rows hold
 * memory: close them; those that are forgotten are reported and closed.
 */
public interface CompressedRows extends AutoCloseable {

    /** The revision of the graph that is seen. Does not cross. */
    long revision();

    /** Rows of nodes, removed ones too. Does not cross. */
    long nodes();

    /** Entries of all lists together. Does not cross. */
    long entries();

    /** One 32-bit number more than rows of nodes, read-only and not copied. Does not cross. */
    MemorySegment offsets();

    /** A 32-bit row of a node for each entry, read-only and not copied. Does not cross. */
    MemorySegment targets();

    /**
     * A 32-bit row of an edge for each entry, read-only and not copied. Crosses once, the first time, unless somebody has asked for
     * the edges of this structure before: they take as long and as much memory as the targets, O(nodes + edges).
     */
    MemorySegment edges();

    /** The row that a number names in this graph, as {@link BatchedReads#findNodes} gives it. Does not cross. */
    static long rowOf(long number) {
        return number & 0xFFFF_FFFFL;
    }

    /** The ids of rows, in their order. Crosses once; copies the ids. */
    List<String> ids(long... rows);

    /**
     * Lets go of the memory: every later access to it throws {@link IllegalStateException}. Crosses once; a second close does
     * nothing.
     */
    @Override
    void close();
}
