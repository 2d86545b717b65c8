package dev.kneiphof.app.lab.measure;

import java.util.Arrays;

/**
 * What a series of samples says.
 *
 * @param n how many samples
 * @param spread the median distance from the median (MAD): half of the samples lie within
 * @param interval of the median, with at least the confidence
 * @param confidence 0.95, or what so few samples can give
 */
public record Summary(
        int n, double min, double median, double spread, double max, Interval interval, double confidence) {

    /** In any order, at least one. */
    public static Summary of(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double median = median(sorted);
        double[] distances = Arrays.stream(sorted)
                .map(sample -> Math.abs(sample - median))
                .sorted()
                .toArray();
        var ranks = MedianRanks.of(sorted.length);
        return new Summary(
                sorted.length,
                sorted[0],
                median,
                median(distances),
                sorted[sorted.length - 1],
                new Interval(sorted[ranks.low()], sorted[ranks.high()]),
                ranks.confidence());
    }

    /** Whether there are samples enough for the interval to mean something. */
    boolean isConfident() {
        return confidence >= MedianRanks.WANTED;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
