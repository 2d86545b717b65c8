package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes of a block: a column of values for each key, all of one size. */
final class BlockColumns {

    static final Map<String, ColumnValues> NONE = Map.of();

    private BlockColumns() {}

    /** The columns with one more, in the order they were given. */
    static Map<String, ColumnValues> with(
            Map<String, ColumnValues> columns, int rows, String key, ColumnValues values) {
        Ids.requireKey(key, Ids.NAME_BYTES_MAX);
        requireSize("values of '" + key + "'", values.size(), rows);
        if (columns.containsKey(key)) {
            throw invalid("the block has a column of this key already", key);
        }
        var more = new LinkedHashMap<>(columns);
        more.put(key, values);
        return Collections.unmodifiableMap(more);
    }

    static void requireSize(String what, int size, int rows) {
        if (size != rows) {
            throw invalid("the block has " + rows + " rows, the number of " + what + " is", Integer.toString(size));
        }
    }

    /** The attributes of one row. */
    static Attributes attributes(Map<String, ColumnValues> columns, int row) {
        List<String> keys = new ArrayList<>(columns.size());
        List<AttributeValue> values = new ArrayList<>(columns.size());
        columns.forEach((key, column) -> {
            AttributeValue value = column.valueAt(row);
            if (value != null) {
                keys.add(key);
                values.add(value);
            }
        });
        return Attributes.of(keys.toArray(String[]::new), values.toArray(AttributeValue[]::new));
    }

    private static GraphException invalid(String detail, String value) {
        return GraphException.of(
                Failure.of(StatusCode.INVALID_ARGUMENT).detail(detail).value(value));
    }
}
