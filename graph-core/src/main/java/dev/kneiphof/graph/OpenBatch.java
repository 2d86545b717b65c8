package dev.kneiphof.graph;

/**
 * Changes that are collected in Java and cross together at the {@linkplain #commit() commit}. Nothing reaches the graph
 * before, and nobody waits for a batch that is open. A batch that is closed without a commit, by an exception for example,
 * leaves no trace. Not for use by several threads at once.
 *
 * {@snippet :
 * try (OpenBatch batch = graph.batch()) {
 *     batch.addNode(Node.of("ada")).addNode(Node.of("charles"));
 *     batch.addEdge(Edge.of("ada", "charles"));
 *     batch.commit();
 * }
 * }
 */
public final class OpenBatch implements AutoCloseable {

    private enum State {
        OPEN,
        COMMITTED,
        CLOSED
    }

    private final Graph graph;
    private final Batch.Builder rows = Batch.builder();
    private State state = State.OPEN;

    OpenBatch(Graph graph) {
        this.graph = graph;
    }

    public OpenBatch addNode(Node node) {
        open().addNode(node);
        return this;
    }

    public OpenBatch upsertNode(Node node) {
        open().upsertNode(node);
        return this;
    }

    public OpenBatch mergeNode(Node node) {
        open().mergeNode(node);
        return this;
    }

    public OpenBatch removeNode(String id) {
        open().removeNode(id);
        return this;
    }

    public OpenBatch addEdge(Edge edge) {
        open().addEdge(edge);
        return this;
    }

    public OpenBatch upsertEdge(Edge edge) {
        open().upsertEdge(edge);
        return this;
    }

    public OpenBatch mergeEdge(Edge edge) {
        open().mergeEdge(edge);
        return this;
    }

    public OpenBatch removeEdge(String id) {
        open().removeEdge(id);
        return this;
    }

    /** The rows collected so far. Does not cross. */
    public int size() {
        return rows.size();
    }

    /**
     * Applies all rows or none, in their order, and ends the batch. A commit that is refused leaves the batch open as it was: it
     * may be committed again, when the graph was busy, or be closed. Crosses once; copies the encoded rows once.
     *
     * @throws GraphException of the first bad row, which {@link GraphException#row()} names, counted from 0
     * @throws IllegalStateException when the batch has ended
     */
    public BatchResult commit() {
        BatchResult result = graph.apply(open().build());
        state = State.COMMITTED;
        return result;
    }

    /** Forgets the rows unless they are committed. Does not cross; a second close does nothing. */
    @Override
    public void close() {
        if (state == State.OPEN) {
            state = State.CLOSED;
        }
    }

    private Batch.Builder open() {
        return switch (state) {
            case OPEN -> rows;
            case COMMITTED -> throw new IllegalStateException("the batch is committed; begin another one");
            case CLOSED -> throw new IllegalStateException("the batch is closed; begin another one");
        };
    }
}
