package dev.kneiphof.graph;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as facts: the status and its operands. The sentence is made from them on demand, so that a failure that
 * nobody reads formats nothing.
 *
 * @param value the offending value, shortened; null where there is none
 * @param detail what the value was meant to be, a short phrase; null where the status says it all
 * @param row the failing row of a batch, counted from 0 over the whole batch; -1 outside of batches
 */
public record Failure(
        StatusCode status, @Nullable String value, @Nullable String detail, long row, long number, long limit)
        implements Serializable {

    private static final int VALUE_BYTES_MAX = 200;

    public Failure {
        Objects.requireNonNull(status, "status");
        value = value == null ? null : shortened(value);
    }

    public static Failure of(StatusCode status) {
        return new Failure(status, null, null, -1, 0, 0);
    }

    public Failure value(String newValue) {
        return new Failure(status, newValue, detail, row, number, limit);
    }

    public Failure detail(String newDetail) {
        return new Failure(status, value, newDetail, row, number, limit);
    }

    public Failure row(long newRow) {
        return new Failure(status, value, detail, newRow, number, limit);
    }

    public Failure number(long newNumber) {
        return new Failure(status, value, detail, row, newNumber, limit);
    }

    public Failure limit(long newLimit) {
        return new Failure(status, value, detail, row, number, newLimit);
    }

    /** The sentence of the status with the operands in their places. */
    public String message() {
        String template = status.template();
        var text = new StringBuilder(template.length() + 64);
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(template, at, open).append(operand(template.substring(open + 1, close)));
            at = close + 1;
        }
        text.append(template, at, template.length());
        if (!text.isEmpty()) {
            text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        }
        return text.toString();
    }

    private String operand(String name) {
        return switch (name) {
            case "value" -> value == null ? "" : value;
            case "detail" -> detail == null ? status.title() : detail;
            case "number" -> Long.toUnsignedString(number);
            case "limit" -> Long.toUnsignedString(limit);
            case "row" -> Long.toString(row);
            default -> throw new IllegalStateException("unknown operand {" + name + "} in the message of " + status);
        };
    }

    private static String shortened(String value) {
        if (value.length() * 3L <= VALUE_BYTES_MAX
                || value.getBytes(StandardCharsets.UTF_8).length <= VALUE_BYTES_MAX) {
            return value;
        }
        int bytes = 0;
        int end = 0;
        while (end < value.length()) {
            int codePoint = value.codePointAt(end);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > VALUE_BYTES_MAX - 3) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return value.substring(0, end) + "…";
    }
}
