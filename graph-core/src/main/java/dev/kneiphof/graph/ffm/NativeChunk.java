package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.ColumnChunk;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One chunk of a column, in segments whose lifetime is that of the columns. */
final class NativeChunk implements ColumnChunk {

    private static final int LENGTH_BITS = 24;

    private final NativeColumns columns;
    private final String key;
    private final long firstRow;
    private final int rows;
    private final Kind kind;
    private final MemorySegment values;
    private final MemorySegment tags;
    private final MemorySegment heap;
    private final MemorySegment valid;
    private final @Nullable MemorySegment nulls;
    private final MemorySegment live;
    private @Nullable List<String> texts;

    NativeChunk(NativeColumns columns, String key, long firstRow, int rows, SnapshotCalls.Place place) {
        this.columns = columns;
        this.key = key;
        this.firstRow = firstRow;
        this.rows = rows;
        kind = place.kind();
        values = columns.view(place.values(), place.valueBytes());
        tags = columns.view(place.tags(), place.tags() == 0 ? 0 : place.rows());
        heap = columns.view(place.heap(), place.heapBytes());
        valid = columns.view(place.valid(), SnapshotCalls.Place.BITMAP_BYTES);
        nulls = place.nulls() == 0 ? null : columns.view(place.nulls(), SnapshotCalls.Place.BITMAP_BYTES);
        live = columns.view(place.live(), SnapshotCalls.Place.BITMAP_BYTES);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long firstRow() {
        return firstRow;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public MemorySegment values() {
        return values;
    }

    @Override
    public MemorySegment valid() {
        return valid;
    }

    @Override
    public MemorySegment live() {
        return live;
    }

    @Override
    public boolean isPresent(int row) {
        Objects.checkIndex(row, rows);
        return bit(live, row) && bit(valid, row);
    }

    @Override
    public long integerAt(int row) {
        require(Kind.INTEGER, row);
        return values.getAtIndex(JAVA_LONG, row);
    }

    @Override
    public double floatAt(int row) {
        require(Kind.FLOAT, row);
        return values.getAtIndex(JAVA_DOUBLE, row);
    }

    private void require(Kind wanted, int row) {
        if (kind != wanted || !isPresent(row)) {
            throw new IllegalStateException("row " + row + " of '" + key + "' has no " + wanted
                    + " here: the chunk holds " + kind + (isPresent(row) ? "" : ", the row no value"));
        }
    }

    @Override
    public @Nullable String textAt(int row) {
        if (!isPresent(row)) {
            return null;
        }
        return switch (kind) {
            case CODE_8 -> textOf(Byte.toUnsignedInt(values.get(JAVA_BYTE, row)));
            case CODE_16 -> textOf(Short.toUnsignedInt(values.getAtIndex(JAVA_SHORT, row)));
            case CODE_32 -> textOf(values.getAtIndex(JAVA_INT, row));
            case TEXT, MIXED -> value(row) instanceof TextValue text ? text.value() : null;
            default -> null;
        };
    }

    @Override
    public @Nullable AttributeValue value(int row) {
        if (!isPresent(row)) {
            return nulls != null && bit(live, row) && bit(nulls, row) ? NullValue.INSTANCE : null;
        }
        return switch (kind) {
            case NONE -> null;
            case BOOLEAN -> new BooleanValue(bit(values, row));
            case INTEGER -> typed(Tags.INTEGER, row);
            case FLOAT -> typed(Tags.FLOAT, row);
            case INSTANT -> typed(Tags.INSTANT, row);
            case OPAQUE -> typed(Tags.OPAQUE, row);
            case CODE_8 -> coded(Byte.toUnsignedInt(values.get(JAVA_BYTE, row)));
            case CODE_16 -> coded(Short.toUnsignedInt(values.getAtIndex(JAVA_SHORT, row)));
            case CODE_32 -> coded(values.getAtIndex(JAVA_INT, row));
            case TEXT -> typed(Tags.TEXT, row);
            case BYTES -> typed(Tags.BYTES, row);
            case LIST -> typed(Tags.LIST, row);
            case MAP -> typed(Tags.MAP, row);
            case MIXED -> typed(Byte.toUnsignedInt(tags.get(JAVA_BYTE, row)), row);
        };
    }

    private AttributeValue coded(int code) {
        return new TextValue(textOf(code));
    }

    private String textOf(int code) {
        return texts().get(code);
    }

    /** The texts that codes stand for. */
    List<String> texts() {
        List<String> known = texts;
        if (known == null) {
            known = columns.texts(key);
            texts = known;
        }
        return known;
    }

    private AttributeValue typed(int tag, int row) {
        long word = values.getAtIndex(JAVA_LONG, row);
        return switch (tag) {
            case Tags.BOOLEAN -> new BooleanValue(word == 1);
            case Tags.INTEGER -> new IntegerValue(word);
            case Tags.FLOAT -> new FloatValue(Double.longBitsToDouble(word));
            case Tags.INSTANT -> InstantValue.ofMicroseconds(word);
            case Tags.OPAQUE -> new OpaqueValue(columns.object(word));
            case Tags.TEXT -> new TextValue(new String(referred(word), StandardCharsets.UTF_8));
            case Tags.BYTES -> new BytesValue(referred(word));
            default -> ValueCodec.decode(new ByteReader(referred(word), length(word)));
        };
    }

    private byte[] referred(long reference) {
        return heap.asSlice(reference >>> LENGTH_BITS, length(reference)).toArray(JAVA_BYTE);
    }

    private static int length(long reference) {
        return (int) (reference & (1 << LENGTH_BITS) - 1);
    }

    private static boolean bit(MemorySegment words, int row) {
        return (words.getAtIndex(JAVA_LONG, row >> 6) >>> row & 1) == 1;
    }
}
