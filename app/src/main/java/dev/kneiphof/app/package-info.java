/** The application as a whole. */
@NullMarked
package dev.kneiphof.app;

import org.jspecify.annotations.NullMarked;
