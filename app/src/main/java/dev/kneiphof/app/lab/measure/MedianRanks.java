package dev.kneiphof.app.lab.measure;

/**
 * The places, from 0, of the two samples in rising order between which the median of the population lies with at least 95 %
 * confidence: each sample is below it or above it like the toss of a coin, so the number of those below is binomial. This holds
 * for every continuous distribution (W. J. Conover, Practical Nonparametric Statistics, 3.2). With fewer than six samples not
 * even the smallest and the largest reach 95 %; then those are taken and the confidence they have is told.
 */
record MedianRanks(int low, int high, double confidence) {

    /** The confidence that is wanted. */
    static final double WANTED = 0.95;

    static MedianRanks of(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("no samples");
        }
        double probability = Math.exp(-n * Math.log(2));
        double below = 0;
        int low = -1;
        // P(fewer than low + 1 samples below the median), exact up to a thousand samples: 2^-1000 is still a double.
        for (int rank = 0; rank <= (n - 1) / 2; rank++) {
            if (2 * (below + probability) > 1 - WANTED) {
                break;
            }
            below += probability;
            probability *= (double) (n - rank) / (rank + 1);
            low = rank;
        }
        if (low < 0) {
            return new MedianRanks(0, n - 1, n == 1 ? 0 : 1 - 2 * Math.exp(-n * Math.log(2)));
        }
        return new MedianRanks(low, n - 1 - low, 1 - 2 * below);
    }
}
