/** The sample graphs, shipped or read live from the running Java installation, and the runs that load them. */
@NullMarked
package dev.kneiphof.app.samples;

import org.jspecify.annotations.NullMarked;
