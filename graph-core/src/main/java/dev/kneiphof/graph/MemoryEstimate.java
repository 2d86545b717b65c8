package dev.kneiphof.graph;

/**
 * The native memory that a graph will take once it was loaded and shrunk. While it is loaded, and until {@link Graph#shrink}, tables have
 * room to grow: up to twice as much.
 *
 * @param leastBytes not less, however the edges fall on the nodes
 * @param likelyBytes within 15 % where edges fall on nodes at random, evenly or as in social networks
 * @param mostBytes not more, for ids of at most 1,024 bytes and up to a thousand keys, labels and types
 */
public record MemoryEstimate(long leastBytes, long likelyBytes, long mostBytes) {}
