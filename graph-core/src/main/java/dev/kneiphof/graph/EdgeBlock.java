package dev.kneiphof.graph;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edges given as columns. The fast way names the ends by their places in a list of nodes, so that an id is encoded and looked
 * up once, not once for each of its edges.
 *
 * @param sources ids of nodes, one for each row: {@link ColumnValues#codes} or {@link ColumnValues#texts}
 * @param targets as sources
 * @param type of every row, null for none
 * @param ids explicit ids by row, null for derived ones
 * @param columns values for each row by key; keys in the order they were given
 */
public record EdgeBlock(
        ColumnValues sources,
        ColumnValues targets,
        @Nullable String type,
        @Nullable List<@Nullable String> ids,
        Map<String, ColumnValues> columns) {

    public EdgeBlock {
        requireTexts("source of an edge", sources);
        requireTexts("target of an edge", targets);
        int rows = sources.size();
        BlockColumns.requireSize("targets", targets.size(), rows);
        if (type != null) {
            Ids.requireType(type);
        }
        if (ids != null) {
            BlockColumns.requireSize("ids", ids.size(), rows);
        }
        columns.forEach((key, values) -> BlockColumns.requireSize("values of '" + key + "'", values.size(), rows));
    }

    /** Edges between nodes named by their ids. */
    public static EdgeBlock of(String[] sources, String[] targets) {
        return of(ColumnValues.texts(sources), ColumnValues.texts(targets));
    }

    /** Edges between nodes named by their places in a list of ids. */
    public static EdgeBlock of(List<String> nodes, int[] sources, int[] targets) {
        requirePlaces("source", sources, nodes.size());
        requirePlaces("target", targets, nodes.size());
        // One list for both, so that it crosses once.
        List<String> both = Collections.unmodifiableList(nodes);
        return of(ColumnValues.codes(both, sources), ColumnValues.codes(both, targets));
    }

    public static EdgeBlock of(ColumnValues sources, ColumnValues targets) {
        return new EdgeBlock(sources, targets, null, null, BlockColumns.NONE);
    }

    /** This block with a type for every edge. */
    public EdgeBlock type(@Nullable String newType) {
        return new EdgeBlock(sources, targets, newType, ids, columns);
    }

    /** This block with explicit ids; null where an edge has its derived id. */
    public EdgeBlock ids(List<@Nullable String> newIds) {
        return new EdgeBlock(sources, targets, type, newIds, columns);
    }

    /** This block with one attribute more. */
    public EdgeBlock with(String key, ColumnValues values) {
        return new EdgeBlock(sources, targets, type, ids, BlockColumns.with(columns, size(), key, values));
    }

    public int size() {
        return sources.size();
    }

    /** A row as an edge. */
    public Edge edge(int row) {
        String id = ids == null ? null : ids.get(row);
        return new Edge(id, end(sources, row), end(targets, row), type, BlockColumns.attributes(columns, row));
    }

    /** The same rows one by one: what a graph without columns does with the block. */
    public Batch toBatch() {
        Batch.Builder batch = Batch.builder();
        for (int row = 0; row < size(); row++) {
            batch.addEdge(edge(row));
        }
        return batch.build();
    }

    private static String end(ColumnValues ends, int row) {
        return ends.valueAt(row) instanceof AttributeValue.TextValue(var id) ? id : Ids.requireNodeId(null);
    }

    private static void requirePlaces(String end, int[] places, int nodes) {
        for (int row = 0; row < places.length; row++) {
            if (places[row] < 0 || places[row] >= nodes) {
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("the list has " + nodes + " nodes, and none at the place of the " + end + " of row "
                                + row)
                        .value(Integer.toString(places[row]))
                        .row(row));
            }
        }
    }

    private static void requireTexts(String what, ColumnValues ends) {
        if (!(ends instanceof ColumnValues.Texts || ends instanceof ColumnValues.Codes)) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the " + what + " is an id, given as texts or codes, not as")
                    .value(ends.getClass().getSimpleName()));
        }
    }
}
