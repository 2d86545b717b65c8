package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.web.Parameters;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * How many rows cross the boundary at once. One number says it all: 1 is single mode, one crossing a row; more is batched.
 *
 * @param chunk rows a crossing, {@value #CHUNK_MIN} to {@value #CHUNK_MAX}
 */
public record IngestionMode(int chunk) {

    public static final int CHUNK_MIN = 1;
    public static final int CHUNK_MAX = 65_536;

    public IngestionMode {
        if (chunk < CHUNK_MIN || chunk > CHUNK_MAX) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("chunk must be a number from " + CHUNK_MIN + " to " + CHUNK_MAX)
                    .value(Integer.toString(chunk)));
        }
    }

    /** The mode that the parameter {@code chunk} asks for; null where the parameter is missing. */
    public static @Nullable IngestionMode ofParameter(@Nullable String text) {
        return text == null
                ? null
                : new IngestionMode(Parameters.integer("chunk", text, CHUNK_MIN, CHUNK_MIN, CHUNK_MAX));
    }

    public boolean isSingle() {
        return chunk == 1;
    }

    /** How many crossings so many rows take. */
    public long chunksFor(long rows) {
        return (rows + chunk - 1) / chunk;
    }
}
