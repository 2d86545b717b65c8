package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.GraphOptions;
import java.util.Arrays;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key in the rows that have it. Values of one type lie in that type's layout, repeated text as codes into a
 * dictionary, everything else as packed values. Small methods: see {@link RowEncoder}.
 */
final class AttributeColumn implements Column {

    private static final String WHAT = "text of the attribute";
    private static final int SAMPLE = 64;

    private final String key;
    private final GraphOptions options;
    private int[] rowOf = new int[16];
    private AttributeValue[] values = new AttributeValue[16];
    private int count;
    private int kinds;
    private int rows;
    private int firstRow;
    private int layout = -1;

    AttributeColumn(String key, GraphOptions options) {
        this.key = key;
        this.options = options;
    }

    void add(int row, AttributeValue value) {
        if (count == values.length) {
            rowOf = Arrays.copyOf(rowOf, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        rowOf[count] = row;
        values[count++] = value;
        kinds |= 1 << kindOf(value);
    }

    /** Ends the collecting: how many rows the section has, and the number of its first one in the batch. */
    void close(int sectionRows, int sectionFirstRow) {
        rows = sectionRows;
        firstRow = sectionFirstRow;
        if (layout < 0) {
            layout = chosenLayout();
        }
    }

    /** A layout other than the one that would be chosen. */
    AttributeColumn layout(int newLayout) {
        layout = newLayout;
        return this;
    }

    /** The last row that has a value: a key stands at most once in a row. */
    int lastRow() {
        return count == 0 ? -1 : rowOf[count - 1];
    }

    private int chosenLayout() {
        if (Integer.bitCount(kinds) != 1 || kinds == 1 << Tags.VALUE) {
            return Tags.VALUE;
        }
        int kind = Integer.numberOfTrailingZeros(kinds);
        return kind == Tags.TEXT && isRepetitive() ? Tags.DICTIONARY : kind;
    }

    private static int kindOf(AttributeValue value) {
        return switch (value) {
            case BooleanValue truth -> Tags.BOOLEAN;
            case IntegerValue number -> Tags.INTEGER;
            case FloatValue number -> Tags.FLOAT;
            case TextValue text -> Tags.TEXT;
            case BytesValue bytes -> Tags.BYTES;
            case InstantValue instant -> Tags.INSTANT;
            default -> Tags.VALUE;
        };
    }

    /** Whether half of the first texts say what another one said before. */
    private boolean isRepetitive() {
        int sample = Math.min(count, SAMPLE);
        var distinct = new HashSet<String>();
        for (int i = 0; i < sample; i++) {
            distinct.add(textAt(i));
        }
        return sample >= 4 && distinct.size() <= sample / 2;
    }

    @Override
    public int role() {
        return Tags.ATTRIBUTE;
    }

    @Override
    public int layout() {
        return layout;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean isComplete() {
        return count == rows;
    }

    @Override
    public void writeValidity(NativeBuffer out) {
        long start = out.size();
        out.putZeros((rows + 7) >> 3);
        for (int i = 0; i < count; i++) {
            Bits.set(out, start, rowOf[i]);
        }
    }

    @Override
    public @Nullable Bytes writeData(NativeBuffer out, long sectionStart, PendingHandles pending) {
        return switch (layout) {
            case Tags.BOOLEAN -> writeBooleans(out);
            case Tags.INTEGER, Tags.FLOAT, Tags.INSTANT -> writeWords(out);
            case Tags.DICTIONARY -> TextColumn.Dictionary.write(out, sectionStart, texts(), rows, WHAT, key);
            default -> writeSized(out, sectionStart, pending);
        };
    }

    private @Nullable Bytes writeBooleans(NativeBuffer out) {
        long start = out.size();
        out.putZeros((rows + 7) >> 3);
        for (int i = 0; i < count; i++) {
            if (((BooleanValue) values[i]).value()) {
                Bits.set(out, start, rowOf[i]);
            }
        }
        return null;
    }

    private @Nullable Bytes writeWords(NativeBuffer out) {
        long start = out.size();
        if (isComplete()) {
            out.skip(8L * rows);
        } else {
            out.putZeros(8L * rows);
        }
        switch (layout) {
            case Tags.INTEGER -> writeIntegers(out, start);
            case Tags.FLOAT -> writeFloats(out, start);
            default -> writeInstants(out, start);
        }
        return null;
    }

    private void writeIntegers(NativeBuffer out, long start) {
        for (int i = 0; i < count; i++) {
            out.setLong(start + 8L * rowOf[i], ((IntegerValue) values[i]).value());
        }
    }

    private void writeFloats(NativeBuffer out, long start) {
        for (int i = 0; i < count; i++) {
            out.setLong(start + 8L * rowOf[i], Double.doubleToRawLongBits(((FloatValue) values[i]).value()));
        }
    }

    private void writeInstants(NativeBuffer out, long start) {
        for (int i = 0; i < count; i++) {
            out.setLong(start + 8L * rowOf[i], ((InstantValue) values[i]).microseconds());
        }
    }

    private Bytes writeSized(NativeBuffer out, long sectionStart, PendingHandles pending) {
        long offsets = out.skip(4L * (rows + 1));
        out.pad(sectionStart);
        long heap = out.size();
        int next = 0;
        for (int row = 0; row < rows; row++) {
            out.setInt(offsets + 4L * row, Math.toIntExact(out.size() - heap));
            if (next < count && rowOf[next] == row) {
                writeSizedValue(out, values[next], firstRow + row, pending);
                next++;
            }
        }
        out.setInt(offsets + 4L * rows, Math.toIntExact(out.size() - heap));
        return new Bytes(heap, out.size() - heap);
    }

    private void writeSizedValue(NativeBuffer out, AttributeValue value, int row, PendingHandles pending) {
        if (layout == Tags.TEXT) {
            String text = ((TextValue) value).value();
            Limits.requireSize(options, key, text.length());
            out.putText(text, WHAT, key);
        } else if (layout == Tags.BYTES) {
            byte[] bytes = ((BytesValue) value).value();
            Limits.requireSize(options, key, bytes.length);
            out.putBytes(bytes);
        } else {
            pending.row(row);
            ValueCodec.encode(out, key, value, options.nestingMax(), pending);
        }
    }

    private @Nullable String[] texts() {
        var texts = new @Nullable String[rows];
        for (int i = 0; i < count; i++) {
            String text = textAt(i);
            Limits.requireSize(options, key, text.length());
            texts[rowOf[i]] = text;
        }
        return texts;
    }

    private String textAt(int at) {
        return ((TextValue) values[at]).value();
    }
}
