package dev.kneiphof.graph;

/** What a row of a batch does. The position is the number that crosses the boundary. */
public enum Operation {
    /** Create; refused when the id exists. */
    ADD,
    /** Create or replace. */
    UPSERT,
    /** Create or add to. */
    MERGE,
    REMOVE
}
