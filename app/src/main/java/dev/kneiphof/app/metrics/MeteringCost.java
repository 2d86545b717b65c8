package dev.kneiphof.app.metrics;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What counting costs a call, as it was measured in this server with counting off and on.
 *
 * @param nanosPerCall the difference of the medians
 * @param offNanos the median without
 * @param onNanos the median with
 * @param ratio of on to off
 * @param distinguishable whether the intervals of the two are apart
 * @param n samples of each
 * @param taken when it was measured
 */
public record MeteringCost(
        double nanosPerCall,
        double offNanos,
        double onNanos,
        double ratio,
        boolean distinguishable,
        int n,
        Instant taken) {

    /** Whoever measures it; knows null as long as nobody has. */
    public interface Source extends Supplier<@Nullable MeteringCost> {}
}
