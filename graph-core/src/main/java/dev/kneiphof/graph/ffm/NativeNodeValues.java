package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.NodeValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns as the engine wrote them, read on demand; where they stand, {@code wire-format.md} says. */
final class NativeNodeValues implements NodeValues {

    private static final int MAGIC = 0x3156_4E4B;
    private static final int HEAD_BYTES = 48;
    private static final int ENTRY_BYTES = 16;
    private static final int MIXED = 254;
    private static final int LENGTH_BITS = 24;

    private final ByteReader in;
    private final List<String> keys;
    private final Map<Long, Object> objects = new HashMap<>();
    private final int rows;
    private final int directory;
    private final int heap;

    NativeNodeValues(ByteReader in, List<String> keys, OpaqueRegistry objects) {
        if (in.intAt(0) != MAGIC) {
            throw ValueCodec.malformed("values begin with " + in.intAt(0));
        }
        this.in = in;
        this.keys = List.copyOf(keys);
        rows = in.intAt(4);
        directory = HEAD_BYTES + 8 * rows;
        heap = Math.toIntExact(in.longAt(24));
        if (objects.size() > 0) {
            hold(objects);
        }
    }

    /** The objects of the values: the graph may let go of them before they are asked for. */
    private void hold(OpaqueRegistry from) {
        for (int index = 0; index < keys.size(); index++) {
            var column = new NativeColumn(index);
            for (int row = 0; row < rows && column.mayHoldObjects(); row++) {
                if (column.isPresent(row) && column.tag(row) == Tags.OPAQUE) {
                    objects.computeIfAbsent(column.word(row), from::get);
                }
            }
        }
    }

    @Override
    public long revision() {
        return in.longAt(16);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long number(int row) {
        return in.longAt(HEAD_BYTES + 8 * Objects.checkIndex(row, rows));
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public NodeValues.Column column(String key) {
        int index = keys.indexOf(key);
        if (index < 0) {
            throw new IllegalArgumentException("the values were asked for without the key '" + key + "'");
        }
        return new NativeColumn(index);
    }

    private final class NativeColumn implements NodeValues.Column {

        private final int kind;
        private final int tags;
        private final int valid;
        private final int words;

        NativeColumn(int index) {
            int entry = directory + ENTRY_BYTES * index;
            int validBytes = 8 * ((rows + 63) / 64);
            kind = in.byteAt(entry);
            tags = Math.toIntExact(in.longAt(entry + 8));
            valid = directory + ENTRY_BYTES * keys.size() + index * (validBytes + 8 * rows);
            words = valid + validBytes;
        }

        @Override
        public boolean isPresent(int row) {
            Objects.checkIndex(row, rows);
            return (in.byteAt(valid + (row >> 3)) >> (row & 7) & 1) == 1;
        }

        boolean mayHoldObjects() {
            return kind == MIXED || kind == Tags.OPAQUE;
        }

        private long word(int row) {
            return in.longAt(words + 8 * row);
        }

        private int tag(int row) {
            return kind == MIXED ? in.byteAt(tags + row) : kind;
        }

        private long wordOf(int row, int wanted, String what) {
            if (!isPresent(row) || tag(row) != wanted) {
                throw new IllegalStateException("row " + row + " has no " + what);
            }
            return word(row);
        }

        @Override
        public long integerAt(int row) {
            return wordOf(row, Tags.INTEGER, "integer");
        }

        @Override
        public double floatAt(int row) {
            return Double.longBitsToDouble(wordOf(row, Tags.FLOAT, "float"));
        }

        @Override
        public String textAt(int row) {
            long word = wordOf(row, Tags.TEXT, "text");
            return in.textAt(place(word), length(word));
        }

        @Override
        public @Nullable AttributeValue value(int row) {
            if (!isPresent(row)) {
                return null;
            }
            long word = word(row);
            return ValueCodec.value(tag(row), word, in, place(word), length(word), objects::get);
        }

        /** Of what is not in the word itself: for a number, a place that means nothing. */
        private int place(long word) {
            return heap + (int) (word >>> LENGTH_BITS);
        }

        private static int length(long word) {
            return (int) (word & (1 << LENGTH_BITS) - 1);
        }
    }
}
