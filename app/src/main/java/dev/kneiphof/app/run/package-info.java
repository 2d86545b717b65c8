/** Work in the background: how far it is, and how it ended. */
@NullMarked
package dev.kneiphof.app.run;

import org.jspecify.annotations.NullMarked;
