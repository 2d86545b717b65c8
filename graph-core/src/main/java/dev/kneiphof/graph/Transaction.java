package dev.kneiphof.graph;

/**
 * Several batches that take effect together. It holds the graph: other writers and readers wait for it, for the graph's
 * {@link GraphOptions#lockWait()} at most. A transaction that is closed without a commit leaves no trace.
 */
public interface Transaction extends AutoCloseable {

    /**
     * Applies the batch inside of the transaction. A failing strict batch undoes itself alone and leaves the transaction
     * open. Crosses once; copies the encoded batch once.
     *
     * @throws IllegalStateException when the transaction has ended
     */
    BatchResult apply(Batch batch);

    /**
     * Makes everything visible and ends the transaction. Crosses once. Returns the new revision.
     *
     * @throws IllegalStateException when the transaction has ended
     */
    long commit();

    /** Rolls back unless committed. Crosses once, or not at all after a commit or an earlier close. */
    @Override
    void close();
}
