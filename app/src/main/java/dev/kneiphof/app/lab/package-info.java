/** The Lab: experiments on what crossing the boundary costs, run in the server on the real engine, one at a time. */
@NullMarked
package dev.kneiphof.app.lab;

import org.jspecify.annotations.NullMarked;
