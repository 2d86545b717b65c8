package dev.kneiphof.app.graph;

import org.jspecify.annotations.Nullable;

/**
 * What the server remembers about a graph beside its content.
 *
 * @param chunk rows that cross together in an ingestion; null = as the server is set
 * @param sample where the content came from; null = not a sample
 */
public record GraphSettings(
        @Nullable Integer chunk, @Nullable SampleOrigin sample) {

    public static final GraphSettings NONE = new GraphSettings(null, null);

    public GraphSettings withChunk(@Nullable Integer newChunk) {
        return new GraphSettings(newChunk, sample);
    }

    public GraphSettings withSample(@Nullable SampleOrigin newSample) {
        return new GraphSettings(chunk, newSample);
    }
}
