package dev.kneiphof.graph;

/** A neighbor, the edge that leads to it, and which way that edge points; in an undirected graph always out. */
public record Neighbor(StoredNode node, StoredEdge edge, Direction direction) {}
