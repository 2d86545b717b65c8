/** Programs that use the graph as any other program would. */
@NullMarked
package dev.kneiphof.examples;

import org.jspecify.annotations.NullMarked;
