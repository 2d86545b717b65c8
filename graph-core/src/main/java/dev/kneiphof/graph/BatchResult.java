package dev.kneiphof.graph;

import java.util.List;

/**
 * What a batch did.
 *
 * @param removedEdges edges that went with their nodes, beside those removed by name
 * @param errors of a lenient batch, one for each rejected row, in the order of the rows
 */
public record BatchResult(
        long revision,
        long created,
        long updated,
        long removed,
        long removedEdges,
        long rejected,
        List<RowError> errors) {

    public BatchResult {
        errors = List.copyOf(errors);
    }
}
