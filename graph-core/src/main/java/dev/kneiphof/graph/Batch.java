package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that cross together, as columns. They take effect in their order, all or none; a lenient batch keeps the good
 * rows and lists the bad ones.
 */
public final class Batch {

    private final List<BatchRow> rows;
    private final boolean lenient;

    private Batch(List<BatchRow> rows, boolean lenient) {
        this.rows = List.copyOf(rows);
        this.lenient = lenient;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A batch of these rows. */
    public static Batch of(List<BatchRow> rows, boolean lenient) {
        return new Batch(rows, lenient);
    }

    public int size() {
        return rows.size();
    }

    public boolean lenient() {
        return lenient;
    }

    /** The row at this position, counted from 0: the number that errors name. */
    public BatchRow row(int position) {
        return rows.get(position);
    }

    public List<BatchRow> rows() {
        return rows;
    }

    /** Collects rows; not for use by several threads at once. */
    public static final class Builder {

        private final List<BatchRow> rows = new ArrayList<>();
        private boolean lenient;

        private Builder() {}

        public Builder addNode(Node node) {
            return row(new BatchRow.NodeRow(Operation.ADD, node));
        }

        public Builder upsertNode(Node node) {
            return row(new BatchRow.NodeRow(Operation.UPSERT, node));
        }

        public Builder mergeNode(Node node) {
            return row(new BatchRow.NodeRow(Operation.MERGE, node));
        }

        public Builder removeNode(String id) {
            return row(new BatchRow.NodeRemoval(id));
        }

        public Builder addEdge(Edge edge) {
            return row(new BatchRow.EdgeRow(Operation.ADD, edge));
        }

        public Builder upsertEdge(Edge edge) {
            return row(new BatchRow.EdgeRow(Operation.UPSERT, edge));
        }

        public Builder mergeEdge(Edge edge) {
            return row(new BatchRow.EdgeRow(Operation.MERGE, edge));
        }

        public Builder removeEdge(String id) {
            return row(new BatchRow.EdgeRemoval(id));
        }

        public Builder row(BatchRow row) {
            rows.add(row);
            return this;
        }

        /** Whether good rows are kept when others are bad; no by default. */
        public Builder lenient(boolean newLenient) {
            lenient = newLenient;
            return this;
        }

        public int size() {
            return rows.size();
        }

        public Batch build() {
            return new Batch(rows, lenient);
        }
    }
}
