package dev.kneiphof.graph;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The values of one attribute key for up to 2,048 consecutive nodes, read where they lie. Rows are counted from 0 within the
 * chunk, in the order in which the nodes arrived. Nothing here crosses. After the columns are closed, every access throws
 * {@link IllegalStateException}.
 */
public interface ColumnChunk {

    /** How the values of a chunk lie in memory: in the byte order of the machine, at their row. */
    enum Kind {
        /** No row has a value other than null. */
        NONE,
        /** One bit a row in 64-bit words, the lowest first. */
        BOOLEAN,
        /** 64-bit integers. */
        INTEGER,
        /** 64-bit floats. */
        FLOAT,
        /** 64-bit microseconds since 1970. */
        INSTANT,
        /** 64-bit handles of Java objects. */
        OPAQUE,
        /** 8-bit codes of texts, see {@link NodeColumns#texts}. */
        CODE_8,
        /** 16-bit codes of texts. */
        CODE_16,
        /** 32-bit codes of texts. */
        CODE_32,
        /** 64-bit references to texts. */
        TEXT,
        /** 64-bit references to bytes. */
        BYTES,
        /** 64-bit references to packed lists. */
        LIST,
        /** 64-bit references to packed maps. */
        MAP,
        /** A 64-bit word a row, which is a value or a reference by the type of the row. */
        MIXED
    }

    Kind kind();

    /** Where the chunk begins among all rows. */
    long firstRow();

    /** Rows of this chunk, removed ones too. */
    int rows();

    /** The values, read-only and not copied. It may end before the rows do: those behind its end have no value. */
    MemorySegment values();

    /** A bit for each row that has a value other than null, read-only; 256 bytes. A removed row may have its bit set. */
    MemorySegment valid();

    /** A bit for each row that is a node and not a removed one, read-only; 256 bytes. */
    MemorySegment live();

    /** Whether the row is a node that has a value other than null. */
    boolean isPresent(int row);

    /**
     * The integer of a row. Does not copy.
     *
     * @throws IllegalStateException when the row has none: no other type is ever converted
     */
    long integerAt(int row);

    /**
     * The float of a row. Does not copy.
     *
     * @throws IllegalStateException when the row has none: an integer is not turned into a float
     */
    double floatAt(int row);

    /** The text of a row, null where it has none. Copies it, unless the chunk holds codes: then many rows share one text. */
    @Nullable
    String textAt(int row);

    /** The value of a row, null where the node has none or is removed. Copies it. */
    @Nullable
    AttributeValue value(int row);
}
