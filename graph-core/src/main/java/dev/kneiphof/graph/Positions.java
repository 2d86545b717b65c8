package dev.kneiphof.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where nodes are placed.
 *
 * @param xy x and y of each id in turn
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record Positions(List<String> ids, float[] xy) {

    public Positions {
        ids = List.copyOf(ids);
        xy = xy.clone();
    }

    @Override
    public float[] xy() {
        return xy.clone();
    }

    public float x(int position) {
        return xy[2 * position];
    }

    public float y(int position) {
        return xy[2 * position + 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Positions that && ids.equals(that.ids) && Arrays.equals(xy, that.xy);
    }

    @Override
    public int hashCode() {
        return 31 * ids.hashCode() + Arrays.hashCode(xy);
    }

    @Override
    public String toString() {
        return "Positions[" + ids.size() + " nodes]";
    }
}
