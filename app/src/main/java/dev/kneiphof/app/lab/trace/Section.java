package dev.kneiphof.app.lab.trace;

import dev.kneiphof.graph.TracedCrossing;

/**
 * A part of a trace that one thread did on purpose.
 *
 * @param name of its crossings' category
 * @param title for people
 * @param beganNanos since the trace began
 * @param endedNanos since the trace began
 */
public record Section(String name, String title, long threadId, long beganNanos, long endedNanos) {

    boolean holds(TracedCrossing crossing) {
        return crossing.threadId() == threadId
                && crossing.beganNanos() >= beganNanos
                && crossing.endedNanos() <= endedNanos;
    }
}
