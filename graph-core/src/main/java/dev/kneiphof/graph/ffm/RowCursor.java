package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.NodeRow;
import dev.kneiphof.graph.TextView;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of open columns after the other. It reads memory by its address, without asking each time whether the columns are
 * open: so it serves one thread, and only until that thread {@linkplain #end ends} it, before the columns are closed.
 */
final class RowCursor implements NodeRow {

    private final NativeColumns columns;
    private final Function<String, List<ColumnChunk>> chunksOf;
    private @Nullable Thread reader = Thread.currentThread();
    private RowField[] fields = {};
    private long row;
    private int at;
    private int chunk;
    private long chunkStart;
    private long chunkEnd;

    /** @param chunksOf the chunks of a key that is asked for */
    RowCursor(NativeColumns columns, Function<String, List<ColumnChunk>> chunksOf) {
        this.columns = columns;
        this.chunksOf = chunksOf;
    }

    RowCursor moveTo(long newRow) {
        row = newRow;
        if (newRow >= chunkEnd || newRow < chunkStart) {
            enterChunk();
        }
        at = (int) (newRow - chunkStart);
        return this;
    }

    /** From here on nothing can be read. */
    void end() {
        reader = null;
    }

    private void enterChunk() {
        chunk = columns.chunkOf(row);
        chunkStart = columns.firstRowOf(chunk);
        chunkEnd = columns.firstRowOf(chunk + 1);
        for (RowField field : fields) {
            field.enter(chunk);
        }
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public String id() {
        return idView().toString();
    }

    @Override
    public TextView idView() {
        requireReader();
        return columns.idView(row);
    }

    @Override
    public boolean has(String key) {
        return field(key).isPresent(at);
    }

    @Override
    public long integerOf(String key) {
        return field(key).integerAt(at);
    }

    @Override
    public double floatOf(String key) {
        return field(key).floatAt(at);
    }

    @Override
    public @Nullable String textOf(String key) {
        return field(key).textAt(at);
    }

    @Override
    public @Nullable AttributeValue value(String key) {
        return field(key).valueAt(at);
    }

    /** Keys are few, so they are found by looking at each. */
    private RowField field(String key) {
        requireReader();
        for (RowField field : fields) {
            if (field.hasKey(key)) {
                return field;
            }
        }
        return addField(key);
    }

    private RowField addField(String key) {
        var field = new RowField(key, chunksOf.apply(key));
        field.enter(chunk);
        fields = Arrays.copyOf(fields, fields.length + 1);
        fields[fields.length - 1] = field;
        return field;
    }

    private void requireReader() {
        if (reader != Thread.currentThread()) {
            throw new IllegalStateException("a node is shown to one thread, and until the call returns");
        }
    }
}
