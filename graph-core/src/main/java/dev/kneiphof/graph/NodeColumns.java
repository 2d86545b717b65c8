package dev.kneiphof.graph;

import java.util.List;
import java.util.function.Consumer;

/**
 * Columns of all nodes at one moment, read where they lie in native memory. Rows stand in the order in which the nodes
 * arrived, removed ones among them; they come in chunks of 2,048. What is seen stays the same while the columns are open,
 * whatever happens to the graph, which may even be closed. May be read by many threads.
 *
 * <p>Open columns hold memory that the graph has given up, and the opaque objects that it has let go of since: close them. Columns that are forgotten are reported and closed.
 */
public interface NodeColumns extends AutoCloseable {

    /** The revision of the graph that is seen. Does not cross. */
    long revision();

    /** The keys that were asked for. Does not cross. */
    List<String> keys();

    /** Rows, removed ones too. Does not cross. */
    long rows();

    /** The column of one of the keys. Does not cross and does not copy. A key that no node has gives chunks without values. */
    List<ColumnChunk> chunks(String key);

    /** The texts that the codes of a key stand for, by code. Crosses once, at the first call for the key; copies the texts. */
    List<String> texts(String key);

    /** The id of a row. Crosses once for every 2,048 rows, at the first that is asked for; copies the id. */
    String id(long row);

    /** The ids of rows, in their order. Crosses once, not at all without a row; copies the ids. */
    List<String> ids(long... rows);

    /** The id of a row where it lies, as UTF-8; else as {@link #id}. Copies nothing. */
    TextView idView(long row);

    /**
     * Shows each node, in order of arrival, without making an object of it: the row is one object that moves. Its keys are those
     * that the columns were opened with. Crosses as {@link #texts} and {@link #id} do, where they are asked for. Meanwhile
     * the columns cannot be closed.
     *
     * @throws CancelledException when the thread was interrupted, which is looked at every 64 rows
     */
    void forEachNode(Consumer<NodeRow> action);

    /**
     * Lets go of the memory: every later access to it throws {@link IllegalStateException}. Crosses once; a second close does
     * nothing.
     *
     * @throws IllegalStateException while {@link #forEachNode} is under way: the columns stay open
     */
    @Override
    void close();
}
