package dev.kneiphof.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How nodes are placed.
 *
 * @param seed the same seed places the same nodes alike
 * @param start where nodes stand already, {@code [x, y]} by id: they are kept near
 */
public record LayoutOptions(long seed, int iterations, Map<String, double[]> start) {

    private static final int ITERATIONS_MAX = 5_000;

    public LayoutOptions {
        if (iterations < 0 || iterations > ITERATIONS_MAX) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the iterations of a layout must be from 0 to " + ITERATIONS_MAX)
                    .value(Integer.toString(iterations)));
        }
        var copy = new LinkedHashMap<String, double[]>();
        start.forEach((id, xy) -> copy.put(id, requirePosition(id, xy).clone()));
        start = Collections.unmodifiableMap(copy);
    }

    public static LayoutOptions seeded(long seed) {
        return new LayoutOptions(seed, 200, Map.of());
    }

    public LayoutOptions iterations(int newIterations) {
        return new LayoutOptions(seed, newIterations, start);
    }

    public LayoutOptions start(Map<String, double[]> newStart) {
        return new LayoutOptions(seed, iterations, newStart);
    }

    private static double[] requirePosition(String id, double[] xy) {
        if (xy.length != 2 || !Float.isFinite((float) xy[0]) || !Float.isFinite((float) xy[1])) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("a position must be two finite numbers, unlike that of the node")
                    .value(id));
        }
        return xy;
    }
}
