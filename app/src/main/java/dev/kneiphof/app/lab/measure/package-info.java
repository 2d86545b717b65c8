/** Measures ways of doing one thing side by side: warm-up, blocks that take turns, statistics that say what they do not know. */
@NullMarked
package dev.kneiphof.app.lab.measure;

import org.jspecify.annotations.NullMarked;
