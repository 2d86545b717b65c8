/** What crosses the boundary, as Micrometer meters, as an Actuator endpoint and as a live stream; reading it does not cross. */
@NullMarked
package dev.kneiphof.app.metrics;

import org.jspecify.annotations.NullMarked;
