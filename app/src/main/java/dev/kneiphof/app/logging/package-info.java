/** How log lines are written. */
@NullMarked
package dev.kneiphof.app.logging;

import org.jspecify.annotations.NullMarked;
