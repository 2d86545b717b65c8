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
        long epoch = in.getLong(16) << 32;
        long offsetsAt = HEAD_BYTES + 8L * nodes;
        long neighborsAt = offsetsAt + padded(4L * (nodes + 1));
        long edgesAt = neighborsAt + padded(4L * count);
        byte[] directions = null;
        if (in.getInt(12) != 0) {
            directions = new byte[count];
            for (int i = 0; i < count; i++) {
                directions[i] = (byte) in.getByte(edgesAt + padded(4L * count) + i);
            }
        }
        var numbers = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            numbers[i] = in.getLong(HEAD_BYTES + 8L * i);
        }
        var offsets = new int[nodes + 1];
        for (int i = 0; i <= nodes; i++) {
            offsets[i] = in.getInt(offsetsAt + 4L * i);
        }
        long[] neighbors = rows(in, neighborsAt, count, epoch);
        long[] edges = rows(in, edgesAt, count, epoch);
        return new NeighborLists(numbers, offsets, neighbors, edges, direction, directions, in.getLong(24));
    }

    /** The numbers of rows: one loop over memory, which the compiler turns into vectors. */
    private static long[] rows(NativeBuffer in, long at, int count, long epoch) {
        var numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = epoch | in.getInt(at + 4L * i);
        }
        return numbers;
    }

    private static long padded(long bytes) {
        return bytes + 7 & ~7;
    }
}
