package dev.kneiphof.app.lab;

import java.time.Duration;
import java.time.Instant;

/** A pitfall that is being run: it ends by itself, soon. */
final class PitfallRun implements LabTurn.Measuring {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final String pitfall;
    private final Instant started = Instant.now();
    private volatile boolean ended;

    PitfallRun(String pitfall) {
        this.pitfall = pitfall;
    }

    @Override
    public String what() {
        return "The pitfall %s is being run".formatted(pitfall);
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Duration time() {
        return LONGEST;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
