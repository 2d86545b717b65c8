package dev.kneiphof.graph;

/**
 * The crossings of one native function.
 *
 * @param name as in {@code kneiphof.h}
 * @param calls in both directions
 * @param upcalls of the calls those from Rust to Java
 * @param errors calls that ended with a failure
 * @param sampled calls whose duration was measured: about 1 in 64 of the short ones, every batch and query
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
        long sampled,
        Histogram nanos) {}
