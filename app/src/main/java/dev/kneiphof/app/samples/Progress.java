package dev.kneiphof.app.samples;

/** Told by long work how far it is; answers with an exception when the work is no longer wanted. */
@FunctionalInterface
public interface Progress {

    /** For work that nobody watches. */
    Progress UNWATCHED = fraction -> {};

    /**
     * @param fraction done so far, 0 to 1, never falling
     * @throws java.util.concurrent.CancellationException when somebody has cancelled the work
     */
    void reached(double fraction);

    /** The share {@code from} to {@code to} of this progress, as a progress of its own. */
    default Progress part(double from, double to) {
        return fraction -> reached(from + (to - from) * fraction);
    }
}
