package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.NeighborLists;

/** Reads lists of neighbors where the engine wrote them. */
final class ListsDecoder {

    private static final int MAGIC = 0x314C_4E4B;
    private static final int HEAD_BYTES = 48;

    private ListsDecoder() {}

    /** {@code direction} is that of all neighbors, unless the lists tell it for each. */
    static NeighborLists decode(NativeBuffer in, Direction direction) {
        if (in.getInt(0) != MAGIC) {
            throw ValueCodec.malformed("lists begin with " + in.getInt(0));
        }
        int nodes = in.getInt(4);
        int count = in.getInt(8);
        long offsetsAt = HEAD_BYTES + 8L * nodes;
        long neighborsAt = offsetsAt + padded(4L * (nodes + 1));
        long edgesAt = neighborsAt + padded(4L * count);
        long directionsAt = edgesAt + padded(4L * count);
        return new NeighborLists(
                in.longs(HEAD_BYTES, nodes),
                in.ints(offsetsAt, nodes + 1),
                in.ints(neighborsAt, count),
                in.ints(edgesAt, count),
                in.getLong(16),
                direction,
                in.getInt(12) == 0 ? null : in.bytes(directionsAt, count),
                in.getLong(24));
    }

    private static long padded(long bytes) {
        return bytes + 7 & ~7;
    }
}
