package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.ColumnChunk.Kind;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one key for a {@link RowCursor}, which sees to it that the columns are open and the row is there. */
final class RowField {

    /** All memory. A constant segment costs an access nothing: no type to guess, no bounds to load, no lifetime to ask. */
    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final String[] NONE = {};

    private final String key;
    private final List<ColumnChunk> chunks;
    private NativeChunk here;
    private Kind kind;
    private long values;
    private long valid;
    private String[] texts = NONE;

    RowField(String key, List<ColumnChunk> chunks) {
        this.key = key;
        this.chunks = chunks;
        here = (NativeChunk) chunks.getFirst();
        kind = here.kind();
    }

    boolean hasKey(String wanted) {
        return key.equals(wanted);
    }

    void enter(int chunk) {
        here = (NativeChunk) chunks.get(chunk);
        kind = here.kind();
        values = here.values().address();
        valid = here.valid().address();
        if (kind == Kind.CODE_8 && texts.length == 0) {
            texts = here.texts().toArray(NONE);
        }
    }

    boolean isPresent(int at) {
        return (MEMORY.get(JAVA_LONG_UNALIGNED, valid + (at >> 6 << 3)) >>> at & 1) == 1;
    }

    /** What cannot be read is told by the chunk. */
    long integerAt(int at) {
        return kind == Kind.INTEGER && isPresent(at)
                ? MEMORY.get(JAVA_LONG_UNALIGNED, values + 8L * at)
                : here.integerAt(at);
    }

    double floatAt(int at) {
        return kind == Kind.FLOAT && isPresent(at)
                ? MEMORY.get(JAVA_DOUBLE_UNALIGNED, values + 8L * at)
                : here.floatAt(at);
    }

    @Nullable
    String textAt(int at) {
        return kind == Kind.CODE_8 && isPresent(at)
                ? texts[Byte.toUnsignedInt(MEMORY.get(JAVA_BYTE, values + at))]
                : here.textAt(at);
    }

    @Nullable
    AttributeValue valueAt(int at) {
        return here.value(at);
    }
}
