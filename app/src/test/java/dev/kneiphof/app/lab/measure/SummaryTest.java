package dev.kneiphof.app.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {

    @Test
    void s19MinimumMedianAndSpreadOfKnownSamples() {
        Summary summary = Summary.of(new double[] {9, 1, 2, 4, 6, 2, 1});
        assertThat(summary.n()).isEqualTo(7);
        assertThat(summary.min()).isEqualTo(1);
        assertThat(summary.max()).isEqualTo(9);
        assertThat(summary.median()).isEqualTo(2);
        assertThat(summary.spread()).isEqualTo(1);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Summary.of(new double[] {4, 1, 3, 2}).median()).isEqualTo(2.5);
    }

    @Test
    void oneSampleSaysNothingAboutItself() {
        Summary summary = Summary.of(new double[] {5});
        assertThat(summary.interval()).isEqualTo(new Interval(5, 5));
        assertThat(summary.confidence()).isZero();
        assertThat(summary.isConfident()).isFalse();
    }

    @Test
    void noSamplesAreNoSummary() {
        assertThatThrownBy(() -> MedianRanks.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The table of the sign test, as in Conover's A3 for p = 1/2: ranks from 1. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 2, 0.5",
        "5, 1, 5, 0.9375",
        "6, 1, 6, 0.96875",
        "8, 1, 8, 0.9921875",
        "9, 2, 8, 0.9609375",
        "10, 2, 9, 0.978515625",
        "20, 6, 15, 0.958610535",
        "100, 40, 61, 0.964799800"
    })
    void theIntervalOfTheMedianLiesBetweenTheRanksOfTheSignTest(int n, int low, int high, double confidence) {
        var ranks = MedianRanks.of(n);
        assertThat(ranks.low() + 1).isEqualTo(low);
        assertThat(ranks.high() + 1).isEqualTo(high);
        assertThat(ranks.confidence()).isCloseTo(confidence, within(1e-8));
    }

    @Test
    void theIntervalHoldsTheMedianAsOftenAsItSays() {
        var random = new Random(7);
        int held = 0;
        for (int i = 0; i < 4_000; i++) {
            double[] samples = IntStream.range(0, 25)
                    .mapToDouble(sample -> Math.exp(random.nextGaussian()))
                    .toArray();
            Interval interval = Summary.of(samples).interval();
            // The median of a log-normal distribution around e^0.
            held += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
        }
        assertThat(held / 4_000.0).isBetween(0.945, 0.975);
    }
}
