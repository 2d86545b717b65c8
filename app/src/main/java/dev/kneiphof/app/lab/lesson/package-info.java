/** The lessons: short texts with live experiments in them. */
@NullMarked
package dev.kneiphof.app.lab.lesson;

import org.jspecify.annotations.NullMarked;
