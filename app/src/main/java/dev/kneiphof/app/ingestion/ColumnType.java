package dev.kneiphof.app.ingestion;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a CSV column are read as. A cell fits a type or it does not; nothing is rounded, cut or guessed:
 * {@code 007} and {@code +1} are text, an integer beyond 64 bits is text, a float column takes only integers it can hold
 * exactly.
 */
enum ColumnType {
    BOOLEAN {
        @Override
        @Nullable
        Object parse(String cell) {
            return switch (cell) {
                case "true", "True", "TRUE" -> true;
                case "false", "False", "FALSE" -> false;
                default -> null;
            };
        }
    },
    INTEGER {
        @Override
        @Nullable
        Object parse(String cell) {
            if (cell.length() > LONG_CHARS_MAX || !INTEGER_TEXT.matcher(cell).matches()) {
                return null;
            }
            try {
                return Long.valueOf(cell);
            } catch (NumberFormatException beyond64Bits) {
                return null;
            }
        }
    },
    FLOAT {
        @Override
        @Nullable
        Object parse(String cell) {
            if (!FLOAT_TEXT.matcher(cell).matches()) {
                return null;
            }
            double value = Double.parseDouble(cell);
            boolean spelledOut = cell.endsWith("NaN") || cell.endsWith("Infinity");
            return (Double.isFinite(value) || spelledOut) && !roundsInteger(cell) ? (Object) value : null;
        }
    },
    TEXT {
        @Override
        Object parse(String cell) {
            return cell;
        }
    };

    private static final int LONG_CHARS_MAX = 20;
    private static final int EXACT_CHARS_MAX = 17;
    private static final long EXACT_INTEGER_MAX = 1L << 53;
    private static final Pattern INTEGER_TEXT = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern WHOLE_TEXT = Pattern.compile("-?[0-9]+");
    private static final Pattern FLOAT_TEXT =
            Pattern.compile("-?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity");

    /** The value of the cell, or null when the cell does not fit this type. */
    abstract @Nullable Object parse(String cell);

    /** Whether the cell is an integer beyond those that a float holds one by one. */
    private static boolean roundsInteger(String cell) {
        return WHOLE_TEXT.matcher(cell).matches()
                && (cell.length() > EXACT_CHARS_MAX || Math.abs(Long.parseLong(cell)) > EXACT_INTEGER_MAX);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
