package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.NodeRow;
import dev.kneiphof.graph.TextView;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of open columns after the other. Keys are few, so they are found by looking at each. */
final class RowCursor implements NodeRow {

    private final NativeColumns columns;
    private final Function<String, List<ColumnChunk>> chunksOf;
    private Field[] fields = {};
    private long row;
    private int chunk = -1;
    private int at;

    /** @param chunksOf the chunks of a key that is asked for */
    RowCursor(NativeColumns columns, Function<String, List<ColumnChunk>> chunksOf) {
        this.columns = columns;
        this.chunksOf = chunksOf;
    }

    RowCursor moveTo(long newRow) {
        row = newRow;
        int newChunk = columns.chunkOf(newRow);
        at = (int) (newRow - columns.firstRowOf(newChunk));
        if (newChunk != chunk) {
            enter(newChunk);
        }
        return this;
    }

    private void enter(int newChunk) {
        chunk = newChunk;
        for (Field field : fields) {
            field.here = field.chunks.get(newChunk);
        }
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public String id() {
        return columns.id(row);
    }

    @Override
    public TextView idView() {
        return columns.idView(row);
    }

    @Override
    public boolean has(String key) {
        return field(key).here.isPresent(at);
    }

    @Override
    public long integerOf(String key) {
        return field(key).here.integerAt(at);
    }

    @Override
    public double floatOf(String key) {
        return field(key).here.floatAt(at);
    }

    @Override
    public @Nullable String textOf(String key) {
        return field(key).here.textAt(at);
    }

    @Override
    public @Nullable AttributeValue value(String key) {
        return field(key).here.value(at);
    }

    private Field field(String key) {
        for (Field field : fields) {
            if (field.key.equals(key)) {
                return field;
            }
        }
        return addField(key);
    }

    private Field addField(String key) {
        var field = new Field(key, chunksOf.apply(key), chunk);
        fields = Arrays.copyOf(fields, fields.length + 1);
        fields[fields.length - 1] = field;
        return field;
    }

    /** A key that was asked for, and its chunk at the row. */
    private static final class Field {

        private final String key;
        private final List<ColumnChunk> chunks;
        private ColumnChunk here;

        Field(String key, List<ColumnChunk> chunks, int chunk) {
            this.key = key;
            this.chunks = chunks;
            this.here = chunks.get(chunk);
        }
    }
}
