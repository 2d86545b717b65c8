package dev.kneiphof.app.lab.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What came out for one mode.
 *
 * @param nanos for one operation
 * @param counts of doing the work once
 * @param timesPerBlock how often a block did it
 * @param ratio of its median to the baseline's
 * @param verdict whether that says anything
 */
public record ModeResult(
        String id,
        String title,
        Mode.Kind kind,
        Summary nanos,
        Counts counts,
        long timesPerBlock,
        Ratio ratio,
        Verdict verdict,
        List<String> functions) {

    /** A ratio to the baseline and the interval it lies in. */
    public record Ratio(double median, Interval interval) {}

    /** How a mode compares with the baseline. */
    public enum Verdict {
        @JsonProperty("baseline")
        BASELINE,
        @JsonProperty("faster")
        FASTER,
        @JsonProperty("slower")
        SLOWER,
        /** The intervals of the medians overlap, or there are too few samples: more time might tell. */
        @JsonProperty("not-distinguishable")
        NOT_DISTINGUISHABLE
    }
}
