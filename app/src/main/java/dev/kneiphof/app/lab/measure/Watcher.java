package dev.kneiphof.app.lab.measure;

/** Told how far a measurement is; asked whether it is still wanted. */
public interface Watcher {

    /** For measurements that nobody watches. */
    Watcher NOBODY = (phase, fraction) -> {};

    /** What a run is doing. */
    enum Phase {
        PREPARING,
        COUNTING,
        WARMING_UP,
        MEASURING
    }

    /**
     * @param fraction done of the whole run, 0 to 1
     * @throws java.util.concurrent.CancellationException when it is no longer wanted
     */
    void reached(Phase phase, double fraction);
}
