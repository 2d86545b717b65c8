package dev.kneiphof.graph;

/**
 * Where the next page begins.
 *
 * @param position the last number of the page before in insertion order, else the rows to skip
 * @param revision of the graph when the page was made
 */
public record Cursor(long position, long revision) {}
