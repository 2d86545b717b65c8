package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of the text form: what its reader and its writer have to agree on. */
final class FilterWords {

    private static final Set<String> RESERVED =
            Set.of("label", "type", "source", "target", "id", "degree", "out", "in", "search", "not", "all");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d_]*(\\.\\d*)?([eE][+-]?\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern INSTANT = Pattern.compile("[+-]?\\d{4,}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern HEX = Pattern.compile("0x([0-9a-fA-F]{2})*");
    private static final Map<String, Comparison> COMPARISONS = comparisons();

    private FilterWords() {}

    static boolean isReserved(String selector) {
        return RESERVED.contains(selector);
    }

    static @Nullable Comparison comparisonOf(String operator) {
        return COMPARISONS.get(operator);
    }

    static String operatorOf(Comparison comparison) {
        return COMPARISONS.entrySet().stream()
                .filter(entry -> entry.getValue() == comparison)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static String selectorOf(Direction direction) {
        return switch (direction) {
            case OUT -> "out";
            case IN -> "in";
            case BOTH -> "degree";
        };
    }

    /** Whether a word can stand without quotes. */
    static boolean isBare(String word) {
        return !word.isEmpty() && word.codePoints().allMatch(FilterWords::isBare);
    }

    static boolean isBare(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || "_-.:+@#/$%&*".indexOf(codePoint) >= 0;
    }

    /** In quotes, with a backslash before quotes and backslashes. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The value that a word without quotes means. Refuses what looks like a number and cannot be kept exactly. */
    static AttributeValue typed(String word) {
        return switch (word) {
            case "true" -> new BooleanValue(true);
            case "false" -> new BooleanValue(false);
            case "NaN" -> new FloatValue(Double.NaN);
            case "Infinity" -> new FloatValue(Double.POSITIVE_INFINITY);
            case "-Infinity" -> new FloatValue(Double.NEGATIVE_INFINITY);
            default -> typedByPattern(word);
        };
    }

    private static AttributeValue typedByPattern(String word) {
        if (INTEGER.matcher(word).matches()) {
            return integer(word);
        }
        if (NUMBER.matcher(word).matches() && word.indexOf('_') < 0) {
            return floating(word);
        }
        if (INSTANT.matcher(word).matches()) {
            return instant(word);
        }
        if (HEX.matcher(word).matches()) {
            return new BytesValue(HexFormat.of().parseHex(word, 2, word.length()));
        }
        return new TextValue(word);
    }

    private static AttributeValue integer(String word) {
        try {
            return new IntegerValue(Long.parseLong(word));
        } catch (NumberFormatException outside) {
            throw FilterRules.invalid("the integer " + word + " is outside of 64 bits");
        }
    }

    private static AttributeValue floating(String word) {
        double number = Double.parseDouble(word);
        if (Double.isInfinite(number)) {
            throw FilterRules.invalid("the number " + word + " is outside of 64-bit floats");
        }
        return new FloatValue(number);
    }

    private static AttributeValue instant(String word) {
        try {
            return new InstantValue(Instant.parse(word));
        } catch (DateTimeParseException malformed) {
            throw FilterRules.invalid("the instant " + word + " is not a point in time");
        }
    }

    private static Map<String, Comparison> comparisons() {
        var comparisons = new LinkedHashMap<String, Comparison>();
        comparisons.put("==", Comparison.EQ);
        comparisons.put("!=", Comparison.NE);
        comparisons.put("=lt=", Comparison.LT);
        comparisons.put("=le=", Comparison.LE);
        comparisons.put("=gt=", Comparison.GT);
        comparisons.put("=ge=", Comparison.GE);
        comparisons.put("=in=", Comparison.IN);
        comparisons.put("=starts=", Comparison.STARTS_WITH);
        comparisons.put("=contains=", Comparison.CONTAINS);
        return comparisons;
    }
}
