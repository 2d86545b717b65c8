/** Every refusal as one shape: a problem (RFC 9457) with a code of the table that Rust and Java share. */
@NullMarked
package dev.kneiphof.app.problem;

import org.jspecify.annotations.NullMarked;
