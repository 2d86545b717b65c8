package dev.kneiphof.graph;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns rows that are records into columns, one component after the other. Small methods, so that each loop is compiled. */
final class RecordColumns {

    private RecordColumns() {}

    static ColumnValues of(RecordField field, List<? extends Record> rows) {
        if (field.isPrimitive()) {
            return field.kind() == RecordField.Kind.BOOLEAN ? truths(field, rows) : words(field, rows);
        }
        return switch (field.kind()) {
            case TEXT -> texts(field, rows);
            case ENUM -> constants(field, rows);
            case ANY -> any(field, rows);
            default -> objects(field, rows);
        };
    }

    private static ColumnValues words(RecordField field, List<? extends Record> rows) {
        var words = new long[rows.size()];
        int at = 0;
        for (Record row : rows) {
            words[at++] = field.word(row);
        }
        return new ColumnValues.Words(typeOf(field), MemorySegment.ofArray(words), null);
    }

    private static ColumnValues truths(RecordField field, List<? extends Record> rows) {
        var truths = new BitSet(rows.size());
        int at = 0;
        for (Record row : rows) {
            truths.set(at++, field.word(row) != 0);
        }
        return new ColumnValues.Truths(truths, rows.size(), null);
    }

    /** Boxed numbers and booleans, and instants: null where there is none. */
    private static ColumnValues objects(RecordField field, List<? extends Record> rows) {
        var words = new long[rows.size()];
        var present = new BitSet(rows.size());
        int at = 0;
        for (Record row : rows) {
            Object object = field.object(row);
            if (object != null) {
                words[at] = wordOf(field, object);
                present.set(at);
            }
            at++;
        }
        BitSet some = present.cardinality() == words.length ? null : present;
        if (field.kind() == RecordField.Kind.BOOLEAN) {
            var truths = new BitSet(words.length);
            for (int row = 0; row < words.length; row++) {
                truths.set(row, words[row] != 0);
            }
            return new ColumnValues.Truths(truths, words.length, some);
        }
        return new ColumnValues.Words(typeOf(field), MemorySegment.ofArray(words), some);
    }

    private static long wordOf(RecordField field, Object object) {
        return switch (object) {
            case Boolean truth -> truth ? 1 : 0;
            case Instant instant -> ColumnValues.microseconds(instant);
            case Number number ->
                field.kind() == RecordField.Kind.FLOAT
                        ? Double.doubleToRawLongBits(number.doubleValue())
                        : number.longValue();
            default -> throw new IllegalStateException(object + " is no word");
        };
    }

    private static ColumnValues.Words.Type typeOf(RecordField field) {
        return switch (field.kind()) {
            case FLOAT -> ColumnValues.Words.Type.FLOAT;
            case INSTANT -> ColumnValues.Words.Type.INSTANT;
            default -> ColumnValues.Words.Type.INTEGER;
        };
    }

    /** Codes as long as at most half of the texts are new ones; else the texts. */
    private static ColumnValues texts(RecordField field, List<? extends Record> rows) {
        List<String> dictionary = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        var codes = new int[rows.size()];
        int at = 0;
        for (Record row : rows) {
            codes[at++] = codeOf((String) field.object(row), known, dictionary);
            if (dictionary.size() > 64 && dictionary.size() > at / 2) {
                return plainTexts(field, rows);
            }
        }
        return ColumnValues.codes(dictionary, codes);
    }

    private static int codeOf(@Nullable String text, Map<String, Integer> known, List<String> dictionary) {
        if (text == null) {
            return -1;
        }
        Integer code = known.putIfAbsent(text, dictionary.size());
        if (code != null) {
            return code;
        }
        dictionary.add(text);
        return dictionary.size() - 1;
    }

    private static ColumnValues plainTexts(RecordField field, List<? extends Record> rows) {
        List<@Nullable String> texts = new ArrayList<>(rows.size());
        for (Record row : rows) {
            texts.add((String) field.object(row));
        }
        return new ColumnValues.Texts(texts);
    }

    @SuppressWarnings("EnumOrdinal") // the order of the dictionary, which lives as long as this call
    private static ColumnValues constants(RecordField field, List<? extends Record> rows) {
        List<String> names = Arrays.stream(field.type().getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        var codes = new int[rows.size()];
        int at = 0;
        for (Record row : rows) {
            codes[at++] = field.object(row) instanceof Enum<?> constant ? constant.ordinal() : -1;
        }
        return ColumnValues.codes(names, codes);
    }

    private static ColumnValues any(RecordField field, List<? extends Record> rows) {
        List<@Nullable AttributeValue> values = new ArrayList<>(rows.size());
        for (Record row : rows) {
            values.add(field.value(row));
        }
        return ColumnValues.of(values);
    }
}
