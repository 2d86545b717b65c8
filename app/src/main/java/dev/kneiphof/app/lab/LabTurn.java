package dev.kneiphof.app.lab;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose turn it is: one experiment or one trace in the whole server, because two would measure each other. */
@Component
final class LabTurn {

    /** Something that measures until it has ended. */
    interface Measuring {

        /** For who has to wait: what it is, and how it is ended. */
        String what();

        Instant started();

        /** How long it may take. */
        Duration time();

        boolean hasEnded();
    }

    private @Nullable Measuring current;

    /** Gives the turn to the next one, or refuses at once with who has it and for how long still. */
    synchronized void take(Measuring next) {
        Measuring holder = current;
        if (holder != null && !holder.hasEnded()) {
            throw busy(holder);
        }
        current = next;
    }

    private static ApiProblem busy(Measuring holder) {
        Duration left = holder.time().minus(Duration.between(holder.started(), Instant.now()));
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return ApiProblem.of(
                        StatusCode.TOO_MANY_REQUESTS,
                        "%s, since %s; experiments and traces run one at a time. Wait, or end it"
                                .formatted(holder.what(), holder.started()))
                .retryAfter(seconds);
    }
}
