/** The property graph, its values, and the bill of what crosses the Java/Rust boundary: the whole API of the library. */
package dev.kneiphof.graph;
