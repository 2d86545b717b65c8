package dev.kneiphof.app.samples;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What there is to know about a sample before it is loaded.
 *
 * @param exact whether the counts are: a sample that is read live knows them only once it has been read
 * @param origin who made the data
 * @param license on what terms it may be used
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SampleDescription(
        String name,
        String title,
        String description,
        boolean directed,
        long nodes,
        long edges,
        boolean exact,
        String origin,
        String license) {}
