package dev.kneiphof.app.lab.measure;

/**
 * The samples of one mode.
 *
 * @param counts of doing the work once
 * @param times how often a block did the work
 * @param nanos for one operation, in the order of time
 */
@SuppressWarnings("ArrayRecordComponent") // copied
public record Series(Mode mode, Counts counts, long times, double[] nanos) {

    public Series {
        nanos = nanos.clone();
    }

    @Override
    public double[] nanos() {
        return nanos.clone();
    }
}
