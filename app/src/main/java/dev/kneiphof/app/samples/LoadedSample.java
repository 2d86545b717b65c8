package dev.kneiphof.app.samples;

import dev.kneiphof.app.web.CrossingsJson;

/**
 * A graph that was made from a sample.
 *
 * @param chunk rows a crossing
 * @param chunks crossings that carried rows
 * @param nanos spent on encoding, crossing and native work, not on reading the sample
 */
record LoadedSample(
        String graph,
        String sample,
        long nodes,
        long edges,
        int chunk,
        long chunks,
        long nanos,
        CrossingsJson crossings) {}
