package dev.kneiphof.app.ingestion;

import dev.kneiphof.graph.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is read.
 *
 * @param labels labels that every node of the file gets, before those of its own
 * @param type the type of the edges whose row names none
 * @param inferTypes find the types of the columns that {@code declared} does not name; else they are text
 * @param declared types of columns by name
 */
public record CsvOptions(
        Kind kind,
        Operation operation,
        List<String> labels,
        @Nullable String type,
        boolean inferTypes,
        Map<String, ColumnType> declared) {

    /** What the rows of a file describe. */
    public enum Kind {
        NODES,
        EDGES
    }

    public static CsvOptions nodes(List<String> labels) {
        return new CsvOptions(Kind.NODES, Operation.ADD, labels, null, true, Map.of());
    }

    public static CsvOptions edges(@Nullable String type) {
        return new CsvOptions(Kind.EDGES, Operation.ADD, List.of(), type, true, Map.of());
    }
}
