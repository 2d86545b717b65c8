package dev.kneiphof.graph;

/**
 * The native memory of a graph before and after it was shrunk, as {@link GraphCounts#bytes()} counts it. What open snapshots keep of
 * the memory that went is in {@link OpenSnapshots#heldBytes()}.
 */
public record Shrunk(long beforeBytes, long afterBytes) {}
