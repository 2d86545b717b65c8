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

/**
 * One chunk of a column, in segments whose lifetime is that of the columns. A segment is made when it is first asked for: most
 * readers look at one of six. Threads that ask at the same time make one each, of the same memory.
 */
final class NativeChunk implements ColumnChunk {

    private static final int LENGTH_BITS = 24;

    private final NativeColumns columns;
    private final String key;
    private final long firstRow;
    private final int rows;
    private final SnapshotCalls.Place place;
    private final Kind kind;
    private @Nullable MemorySegment values;
    private @Nullable MemorySegment valid;
    private @Nullable MemorySegment live;
    private @Nullable List<String> texts;

    NativeChunk(NativeColumns columns, String key, long firstRow, int rows, SnapshotCalls.Place place) {
        this.columns = columns;
        this.key = key;
        this.firstRow = firstRow;
        this.rows = rows;
        this.place = place;
        kind = place.kind();
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
        MemorySegment known = values;
        if (known == null) {
            known = columns.view(place.values(), place.valueBytes());
            values = known;
        }
        return known;
    }

    @Override
    public MemorySegment valid() {
        MemorySegment known = valid;
        if (known == null) {
            known = bitmap(place.valid());
            valid = known;
        }
        return known;
    }

    @Override
    public MemorySegment live() {
        MemorySegment known = live;
        if (known == null) {
            known = bitmap(place.live());
            live = known;
        }
        return known;
    }

    private MemorySegment bitmap(long address) {
        return columns.view(address, SnapshotCalls.Place.BITMAP_BYTES);
    }

    @Override
    public boolean isPresent(int row) {
        Objects.checkIndex(row, rows);
        return bit(live(), row) && bit(valid(), row);
    }

    @Override
    public long integerAt(int row) {
        require(Kind.INTEGER, row);
        return values().getAtIndex(JAVA_LONG, row);
    }

    @Override
    public double floatAt(int row) {
        require(Kind.FLOAT, row);
        return values().getAtIndex(JAVA_DOUBLE, row);
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
            case CODE_8 -> textOf(Byte.toUnsignedInt(values().get(JAVA_BYTE, row)));
            case CODE_16 -> textOf(Short.toUnsignedInt(values().getAtIndex(JAVA_SHORT, row)));
            case CODE_32 -> textOf(values().getAtIndex(JAVA_INT, row));
            case TEXT, MIXED -> value(row) instanceof TextValue text ? text.value() : null;
            default -> null;
        };
    }

    @Override
    public @Nullable AttributeValue value(int row) {
        if (!isPresent(row)) {
            return isNull(row) ? NullValue.INSTANCE : null;
        }
        return switch (kind) {
            case NONE -> null;
            case BOOLEAN -> new BooleanValue(bit(values(), row));
            case INTEGER -> typed(Tags.INTEGER, row);
            case FLOAT -> typed(Tags.FLOAT, row);
            case INSTANT -> typed(Tags.INSTANT, row);
            case OPAQUE -> typed(Tags.OPAQUE, row);
            case CODE_8 -> coded(Byte.toUnsignedInt(values().get(JAVA_BYTE, row)));
            case CODE_16 -> coded(Short.toUnsignedInt(values().getAtIndex(JAVA_SHORT, row)));
            case CODE_32 -> coded(values().getAtIndex(JAVA_INT, row));
            case TEXT -> typed(Tags.TEXT, row);
            case BYTES -> typed(Tags.BYTES, row);
            case LIST -> typed(Tags.LIST, row);
            case MAP -> typed(Tags.MAP, row);
            case MIXED -> typed(tagOf(row), row);
        };
    }

    private boolean isNull(int row) {
        return place.nulls() != 0 && bit(live(), row) && bit(bitmap(place.nulls()), row);
    }

    /** The type of a row of a mixed chunk. */
    private int tagOf(int row) {
        MemorySegment tags = columns.view(place.tags(), place.rows());
        return Byte.toUnsignedInt(tags.get(JAVA_BYTE, row));
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
        long word = values().getAtIndex(JAVA_LONG, row);
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
        MemorySegment heap = columns.view(place.heap(), place.heapBytes());
        return heap.asSlice(reference >>> LENGTH_BITS, length(reference)).toArray(JAVA_BYTE);
    }

    private static int length(long reference) {
        return (int) (reference & (1 << LENGTH_BITS) - 1);
    }

    private static boolean bit(MemorySegment words, int row) {
        return (words.getAtIndex(JAVA_LONG, row >> 6) >>> row & 1) == 1;
    }
}
