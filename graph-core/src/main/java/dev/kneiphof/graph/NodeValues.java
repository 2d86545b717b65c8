package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selected attributes of some nodes at one revision, copied. Rows are counted from 0 in the order in which the nodes were asked
 * for. Nothing here crosses. An explicit null is no value, as a missing one.
 */
public interface NodeValues {

    /** The revision of the graph the values are of. */
    long revision();

    int rows();

    /** The number of a row's node, 0 when there is no such node. */
    long number(int row);

    /** The keys that were asked for. */
    List<String> keys();

    /**
     * The column of one of the keys.
     *
     * @throws IllegalArgumentException when the key was not asked for
     */
    Column column(String key);

    /** The values of one key. No type is ever converted to another. */
    interface Column {

        /** The value of a row, null when it has none. */
        @Nullable
        AttributeValue value(int row);

        default boolean isPresent(int row) {
            return value(row) != null;
        }

        /**
         * The integer of a row.
         *
         * @throws IllegalStateException when it has none
         */
        default long integerAt(int row) {
            if (value(row) instanceof IntegerValue(long integer)) {
                return integer;
            }
            throw new IllegalStateException("row " + row + " has no integer");
        }

        /**
         * The float of a row.
         *
         * @throws IllegalStateException when it has none
         */
        default double floatAt(int row) {
            if (value(row) instanceof FloatValue(double number)) {
                return number;
            }
            throw new IllegalStateException("row " + row + " has no float");
        }

        /**
         * The text of a row.
         *
         * @throws IllegalStateException when it has none
         */
        default String textAt(int row) {
            if (value(row) instanceof TextValue(String text)) {
                return text;
            }
            throw new IllegalStateException("row " + row + " has no text");
        }
    }
}
