package dev.kneiphof.graph.ffm;

import org.jspecify.annotations.Nullable;

/** One column of a section, ready to be written. */
sealed interface Column permits TextColumn, AttributeColumn, BlockColumn {

    int role();

    int layout();

    /** The attribute's key; empty in the other roles. */
    String key();

    /** Whether every row has a value. */
    boolean isComplete();

    void writeValidity(NativeBuffer out);

    /** Writes the data and, right behind its padding, the bytes; answers where the bytes are, null for none. */
    @Nullable
    Bytes writeData(NativeBuffer out, long sectionStart, PendingHandles pending);

    /** What a descriptor says of the bytes: their length, or the number of entries of a dictionary. */
    record Bytes(long start, long count) {}

    /** Bitmaps, least significant bit first. */
    final class Bits {

        private Bits() {}

        static void set(NativeBuffer out, long start, int bit) {
            long at = start + (bit >> 3);
            out.setByte(at, out.getByte(at) | 1 << (bit & 7));
        }
    }
}
