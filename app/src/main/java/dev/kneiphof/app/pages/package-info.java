/** The pages. They hold no data: what they show they fetch from the API like any client. */
@NullMarked
package dev.kneiphof.app.pages;

import org.jspecify.annotations.NullMarked;
