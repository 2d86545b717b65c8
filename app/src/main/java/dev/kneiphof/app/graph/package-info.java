/** Graphs over REST: the service over named graphs, and the controllers for nodes, edges, queries, neighbors and layouts. */
@NullMarked
package dev.kneiphof.app.graph;

import org.jspecify.annotations.NullMarked;
