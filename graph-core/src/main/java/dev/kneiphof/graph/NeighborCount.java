package dev.kneiphof.graph;

import org.jspecify.annotations.Nullable;

/**
 * How many neighbors there are by one kind of edge.
 *
 * @param type null = edges without a type
 */
public record NeighborCount(@Nullable String type, Direction direction, long count) {}
