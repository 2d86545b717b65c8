package dev.kneiphof.graph;

/**
 * What of native memory Java holds open at the moment, counted where it is opened and closed. Scratch memory of a thread that
 * the garbage collector gives back, up to a megabyte each, is not part of it.
 *
 * @param graphs that are open
 * @param arenas that somebody has to close: large scratch memory, and one behind each view
 * @param arenaBytes allocated in them
 * @param views on columns and rows in memory of the engine, which can be read where they lie
 * @param forgotten graphs and views that nobody closed and the cleaner did, since the process began: leaks, each one logged
 */
public record OpenMemory(long graphs, long arenas, long arenaBytes, long views, long forgotten) {}
