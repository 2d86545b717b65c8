package dev.kneiphof.graph;

/** How a value is compared. The position is the number that crosses the boundary. */
public enum Comparison {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    IN,
    STARTS_WITH,
    CONTAINS
}
