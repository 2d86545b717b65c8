package dev.kneiphof.graph;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The crossings of one native function.
 *
 * @param name as in {@code kneiphof.h}
 * @param calls in both directions
 * @param upcalls of the calls those from Rust to Java
 * @param errors calls that ended with a failure
 * @param failures of these as many as ended with each code; what never happened is left out
 * @param sampled calls whose duration was measured: 1 in 256 of the short ones, every batch and query
 * @param nanos the measured durations
 */
public record FunctionCrossings(
        String name,
        long calls,
        long upcalls,
        long rows,
        long bytesIn,
        long bytesOut,
        long bytesViewed,
        long errors,
        Map<StatusCode, Long> failures,
        long sampled,
        Histogram nanos) {

    public FunctionCrossings {
        var copy = new EnumMap<StatusCode, Long>(StatusCode.class);
        copy.putAll(failures);
        failures = Collections.unmodifiableMap(copy);
    }
}
