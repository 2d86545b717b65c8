/** What a trace of crossings saw, as a summary and as a time line; and a comparison that is worth to be traced. */
@NullMarked
package dev.kneiphof.app.lab.trace;

import org.jspecify.annotations.NullMarked;
