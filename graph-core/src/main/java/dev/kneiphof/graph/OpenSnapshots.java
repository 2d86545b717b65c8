package dev.kneiphof.graph;

/**
 * Readers that hold a graph as it was: columns, runs, exports.
 *
 * @param open how many there are
 * @param oldestNanos the age of the oldest, 0 when there is none
 * @param heldBytes native memory that only they keep from being freed, at most; it is not part of the graph's own bytes, and
 *     counts against its quota
 */
public record OpenSnapshots(long open, long oldestNanos, long heldBytes) {}
