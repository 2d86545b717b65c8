package dev.kneiphof.app.lab.trace;

import dev.kneiphof.graph.TracedCrossing;
import java.time.Instant;
import java.util.List;

/**
 * What a trace saw.
 *
 * @param crossings that were kept, by their beginning
 * @param seen how many crossings there were
 * @param nanos how long it lasted
 */
public record Traced(Instant began, long nanos, List<TracedCrossing> crossings, long seen, List<Section> sections) {

    public Traced {
        crossings = List.copyOf(crossings);
        sections = List.copyOf(sections);
    }

    public long dropped() {
        return seen - crossings.size();
    }
}
