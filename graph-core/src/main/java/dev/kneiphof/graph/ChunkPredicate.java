package dev.kneiphof.graph;

import java.util.BitSet;
import java.util.List;

/** Decides for up to 2,048 nodes at once which of them pass. */
@FunctionalInterface
public interface ChunkPredicate {

    /**
     * Sets the bit of each row that passes. Bits of rows that are no nodes any more do not count.
     *
     * @param chunks one for each key, in the order of the keys; good during the call only
     */
    void test(List<ColumnChunk> chunks, BitSet passing);
}
