/** The experiments of the Lab: each a small class on the real engine, with plain Java beside it. */
@NullMarked
package dev.kneiphof.app.lab.experiment;

import org.jspecify.annotations.NullMarked;
