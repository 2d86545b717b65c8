package dev.kneiphof.app.ingestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of how many rows cross at once.
 *
 * @param graph whose setting was changed; null for the server's
 * @param from rows a crossing that were in force before
 * @param to rows a crossing that are in force since
 * @param by address of the client that asked for it
 */
public record ModeChange(Instant at, @Nullable String graph, int from, int to, String by) {}
