package dev.kneiphof.app.ingestion;

import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;

/**
 * One row on its way into a graph.
 *
 * @param number counted from 0 over the whole request
 * @param line where it begins in the text it came from, counted from 1; 0 where there is no text
 * @param change what it asks for
 */
public record Row(long number, long line, BatchRow change) {

    static BatchRow node(Operation operation, Node node) {
        return operation == Operation.REMOVE
                ? new BatchRow.NodeRemoval(node.id())
                : new BatchRow.NodeRow(operation, node);
    }

    static BatchRow edge(Operation operation, Edge edge) {
        return operation == Operation.REMOVE
                ? new BatchRow.EdgeRemoval(edge.effectiveId())
                : new BatchRow.EdgeRow(operation, edge);
    }
}
