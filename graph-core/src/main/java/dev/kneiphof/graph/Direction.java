package dev.kneiphof.graph;

/** Which edges of a node are meant. The position is the number that crosses the boundary. */
public enum Direction {
    OUT,
    IN,
    BOTH
}
