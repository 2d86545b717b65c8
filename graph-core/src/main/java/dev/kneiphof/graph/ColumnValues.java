package dev.kneiphof.graph;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one attribute in all rows of a block, as they are at hand: arrays and memory are not copied before they cross,
 * so they must stay as they are until then. A row without a value lacks the attribute.
 */
public sealed interface ColumnValues {

    /** How many rows there are values for. */
    int size();

    /** The value of a row as an object, null for none: for a look, not for a loop. */
    @Nullable
    AttributeValue valueAt(int row);

    /** Integers, one for each row. Copied as they lie. */
    static ColumnValues integers(long... values) {
        return new Words(Words.Type.INTEGER, MemorySegment.ofArray(values), null);
    }

    /** Integers of 8 bytes in the order of this machine, on the heap or off it. Copied as they lie. */
    static ColumnValues integers(MemorySegment values) {
        return new Words(Words.Type.INTEGER, values, null);
    }

    /** Floats, one for each row. Copied as they lie, NaN bit for bit. */
    static ColumnValues floats(double... values) {
        return new Words(Words.Type.FLOAT, MemorySegment.ofArray(values), null);
    }

    /** Floats of 8 bytes in the order of this machine, on the heap or off it. Copied as they lie. */
    static ColumnValues floats(MemorySegment values) {
        return new Words(Words.Type.FLOAT, values, null);
    }

    /** Instants as microseconds since 1970, UTC. Copied as they lie. */
    static ColumnValues instants(long... microseconds) {
        return new Words(Words.Type.INSTANT, MemorySegment.ofArray(microseconds), null);
    }

    /** Booleans, one for each row. */
    static ColumnValues booleans(boolean... values) {
        var truths = new BitSet(values.length);
        for (int row = 0; row < values.length; row++) {
            truths.set(row, values[row]);
        }
        return new Truths(truths, values.length, null);
    }

    /** Texts, null for none. Each is encoded; where they repeat, {@link #codes} is the fast way. */
    static ColumnValues texts(@Nullable String... values) {
        return new Texts(Arrays.asList(values));
    }

    /**
     * Texts as places in a dictionary without nulls, -1 for none: the fast way, because each text is encoded and looked up once and the
     * codes are copied as they lie.
     */
    static ColumnValues codes(List<String> dictionary, int... codes) {
        return new Codes(Collections.unmodifiableList(dictionary), MemorySegment.ofArray(codes));
    }

    /** Values of any type, also of several, null for none; lists and maps too. */
    static ColumnValues of(List<? extends @Nullable AttributeValue> values) {
        return new Mixed(Collections.unmodifiableList(values));
    }

    /** These values, but only of the rows whose bit is set. */
    default ColumnValues where(BitSet present) {
        return switch (this) {
            case Words words -> new Words(words.type, words.words, present);
            case Truths truths -> new Truths(truths.truths, truths.size, present);
            default ->
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("texts and values of any type have null, and codes -1, where there is none: where")
                        .value(getClass().getSimpleName()));
        };
    }

    /** Numbers of 8 bytes. */
    record Words(Type type, MemorySegment words, @Nullable BitSet present) implements ColumnValues {

        /** What a word means. */
        public enum Type {
            INTEGER,
            FLOAT,
            INSTANT
        }

        public Words {
            requireWhole("numbers", words.byteSize(), Long.BYTES);
            words = words.asReadOnly();
        }

        @Override
        public int size() {
            return Math.toIntExact(words.byteSize() / 8);
        }

        @Override
        public @Nullable AttributeValue valueAt(int row) {
            if (present != null && !present.get(row)) {
                return null;
            }
            return switch (type) {
                case INTEGER -> new AttributeValue.IntegerValue(words.get(JAVA_LONG_UNALIGNED, 8L * row));
                case FLOAT -> new AttributeValue.FloatValue(words.get(JAVA_DOUBLE_UNALIGNED, 8L * row));
                case INSTANT -> AttributeValue.InstantValue.ofMicroseconds(words.get(JAVA_LONG_UNALIGNED, 8L * row));
            };
        }
    }

    /** Booleans as bits. */
    record Truths(BitSet truths, int size, @Nullable BitSet present) implements ColumnValues {

        @Override
        public @Nullable AttributeValue valueAt(int row) {
            return present != null && !present.get(row) ? null : new AttributeValue.BooleanValue(truths.get(row));
        }
    }

    /** Texts as they are. */
    record Texts(List<? extends @Nullable String> texts) implements ColumnValues {

        public Texts {
            texts = Collections.unmodifiableList(texts);
        }

        @Override
        public int size() {
            return texts.size();
        }

        @Override
        public @Nullable AttributeValue valueAt(int row) {
            String text = texts.get(row);
            return text == null ? null : new AttributeValue.TextValue(text);
        }
    }

    /** Texts as places in a dictionary. */
    record Codes(List<String> dictionary, MemorySegment codes) implements ColumnValues {

        public Codes {
            codes = codes.asReadOnly();
        }

        @Override
        public int size() {
            return Math.toIntExact(codes.byteSize() / 4);
        }

        /** The place of a row's text, -1 for none. */
        public int codeAt(int row) {
            int code = codes.get(JAVA_INT_UNALIGNED, 4L * row);
            if (code >= dictionary.size() || code < -1) {
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("the dictionary has " + dictionary.size()
                                + " texts, -1 stands for none, the code of row " + row + " is")
                        .value(Integer.toString(code))
                        .row(row));
            }
            return code;
        }

        /** The text at a place of the dictionary; null there is an error. */
        public String requireText(int place) {
            String text = dictionary.get(place);
            if (text == null) {
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("the dictionary has null in place of a text (the code -1 stands for none) at place")
                        .value(Integer.toString(place)));
            }
            return text;
        }

        @Override
        public @Nullable AttributeValue valueAt(int row) {
            int code = codeAt(row);
            return code < 0 ? null : new AttributeValue.TextValue(requireText(code));
        }
    }

    /** Values of any type. */
    record Mixed(List<? extends @Nullable AttributeValue> values) implements ColumnValues {

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public @Nullable AttributeValue valueAt(int row) {
            return values.get(row);
        }
    }

    private static void requireWhole(String what, long bytes, int each) {
        if (bytes % each != 0) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the memory of " + what + " of " + each + " bytes is as long as some of them, not")
                    .value(Long.toString(bytes)));
        }
    }

    /** The instant in the unit of {@link #instants}. */
    static long microseconds(Instant instant) {
        return new AttributeValue.InstantValue(instant).microseconds();
    }
}
