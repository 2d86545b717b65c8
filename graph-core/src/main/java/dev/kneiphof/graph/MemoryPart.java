package dev.kneiphof.graph;

import org.jspecify.annotations.Nullable;

/**
 * Native memory of one structure of the engine, or of one column in it.
 *
 * @param part what it holds, such as {@code node ids}, {@code adjacency out} or {@code node values}
 * @param key the attribute of the column; null where the structure is no column
 * @param bytes what was asked of the allocator, to the byte
 */
public record MemoryPart(String part, @Nullable String key, long bytes) {}
