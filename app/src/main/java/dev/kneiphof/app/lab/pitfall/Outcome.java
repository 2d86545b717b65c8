package dev.kneiphof.app.lab.pitfall;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one way.
 *
 * @param text a sentence
 * @param operations what was done, in rows or calls
 * @param evidence what was counted
 * @param caught what the guard said; null where none spoke up
 */
public record Outcome(
        String text,
        long operations,
        List<Evidence> evidence,
        @Nullable Caught caught) {

    /** A thing that was counted, and its count. */
    public record Evidence(String name, String value) {}

    /**
     * @param kind exception, report
     * @param type class of the exception; null for a report
     * @param message as it was said
     */
    public record Caught(String kind, @Nullable String type, String message) {}

    public Outcome {
        evidence = List.copyOf(evidence);
    }

    static Outcome of(String text, long operations) {
        return new Outcome(text, operations, List.of(), null);
    }

    Outcome with(String name, Object value) {
        var more = new ArrayList<>(evidence);
        more.add(new Evidence(name, String.valueOf(value)));
        return new Outcome(text, operations, more, caught);
    }

    Outcome caught(Exception thrown) {
        return new Outcome(
                text,
                operations,
                evidence,
                new Caught("exception", thrown.getClass().getName(), String.valueOf(thrown.getMessage())));
    }

    Outcome reported(String message) {
        return new Outcome(text, operations, evidence, new Caught("report", null, message));
    }
}
