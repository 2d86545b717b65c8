package dev.kneiphof.app.lab.measure;

/**
 * A mode with its work.
 *
 * @param operations what the work does at one time, in the unit of the experiment: calls, rows
 */
public record Contender(Mode mode, long operations, Workload workload) {

    public Contender {
        if (operations < 1) {
            throw new IllegalArgumentException("operations of " + mode.id() + ": " + operations);
        }
    }
}
