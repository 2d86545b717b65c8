package dev.kneiphof.graph;

import java.util.BitSet;
import java.util.List;

/**
 * Decides for up to 2,048 nodes at once which of them pass.
 *
 * <p>It is as fast as its loop over the rows. A call in that loop that the JIT compiler does not inline, be it {@link BitSet#set},
 * has every row check anew whether the columns are still open, and takes twice as long in most runs. In a loop of its own that
 * answers 64 rows as the bits of a word these checks are made once:
 *
 * {@snippet :
 * static long above(double least, MemorySegment values, int first, int rows) {
 *     long bits = 0;
 *     for (int row = 0; row < rows; row++) {
 *         if (values.getAtIndex(JAVA_DOUBLE, first + row) > least) {
 *             bits |= 1L << row;
 *         }
 *     }
 *     return bits;
 * }
 * }
 */
@FunctionalInterface
public interface ChunkPredicate {

    /**
     * Sets the bit of each row that passes. Bits of rows that are no nodes any more do not count.
     *
     * @param chunks one for each key, in the order of the keys; good during the call only
     */
    void test(List<ColumnChunk> chunks, BitSet passing);
}
