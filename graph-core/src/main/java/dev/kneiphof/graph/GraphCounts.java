package dev.kneiphof.graph;

/**
 * What a graph holds.
 *
 * @param revision goes up by one with every committed change
 * @param epoch goes up with every compaction, after which older numbers are stale
 * @param bytes native memory in use
 */
public record GraphCounts(long nodes, long edges, long revision, long epoch, long bytes) {}
