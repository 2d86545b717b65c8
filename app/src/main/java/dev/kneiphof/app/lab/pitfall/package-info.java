/** Mistakes that a boundary invites: each done wrong for real, done right, and what guards against it. */
@NullMarked
package dev.kneiphof.app.lab.pitfall;

import org.jspecify.annotations.NullMarked;
