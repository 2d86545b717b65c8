package dev.kneiphof.graph;

import java.util.Map;

/**
 * What an action crossed and what it cost.
 *
 * @param bytesIn copied from Java to Rust
 * @param bytesOut copied from Rust to Java
 * @param bytesViewed read in place, without a copy
 * @param nativeNanos spent in the engine, measured there, in the calls that are timed (batches and queries)
 * @param transitNanos the rest of those calls' duration: the boundary itself
 * @param callsByFunction calls by the name of the native function
 */
public record CrossingBill(
        long calls,
        long rows,
        long bytesIn,
        long bytesOut,
        long bytesViewed,
        long nativeNanos,
        long transitNanos,
        Map<String, Long> callsByFunction) {}
