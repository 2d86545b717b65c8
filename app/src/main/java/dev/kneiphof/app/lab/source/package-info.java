/** The sources of the boundary, as they were built into this server: what stands beside a figure is the code that made it. */
@NullMarked
package dev.kneiphof.app.lab.source;

import org.jspecify.annotations.NullMarked;
