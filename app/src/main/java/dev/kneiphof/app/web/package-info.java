/** What every request meets before and behind the controllers: hosts, origins, limits, headers, and the crossing bill. */
@NullMarked
package dev.kneiphof.app.web;

import org.jspecify.annotations.NullMarked;
