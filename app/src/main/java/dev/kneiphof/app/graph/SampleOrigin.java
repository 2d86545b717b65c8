package dev.kneiphof.app.graph;

/** Which sample a graph was loaded from, and whose it is. */
public record SampleOrigin(String name, String origin, String license) {}
