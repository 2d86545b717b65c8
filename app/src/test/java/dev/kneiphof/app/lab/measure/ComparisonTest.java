package dev.kneiphof.app.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kneiphof.app.lab.measure.ModeResult.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void theFirstIsTheBaselineAndTheOthersAreRatiosToIt() {
        var results = Comparison.of(List.of(series("a", 10, 11), series("b", 20, 22), series("c", 5, 5.5)));
        assertThat(results)
                .extracting(ModeResult::verdict)
                .containsExactly(Verdict.BASELINE, Verdict.SLOWER, Verdict.FASTER);
        assertThat(results.get(0).ratio().median()).isEqualTo(1);
        assertThat(results.get(1).ratio().median()).isEqualTo(2);
        assertThat(results.get(1).ratio().interval()).isEqualTo(new Interval(20.0 / 11, 22.0 / 10));
        assertThat(results.get(2).ratio().median()).isEqualTo(0.5);
    }

    @Test
    void overlappingIntervalsAreNotDistinguishable() {
        var results = Comparison.of(List.of(series("a", 10, 12), series("b", 11.5, 14)));
        assertThat(results.get(1).verdict()).isEqualTo(Verdict.NOT_DISTINGUISHABLE);
    }

    @Test
    void tooFewSamplesAreNotDistinguishableHoweverFarApart() {
        var few = new Series(mode("b"), NONE, 1, new double[] {100, 101, 102, 103, 104});
        assertThat(Comparison.of(List.of(series("a", 1, 2), few)).get(1).verdict())
                .isEqualTo(Verdict.NOT_DISTINGUISHABLE);
    }

    @Test
    void intervalsDivideToEveryRatioOfTheirNumbers() {
        assertThat(new Interval(2, 6).dividedBy(new Interval(1, 2))).isEqualTo(new Interval(1, 6));
        assertThatThrownBy(() -> new Interval(2, 6).dividedBy(new Interval(0, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final Counts NONE = new Counts(1, 0, 0, 0, 0, 0, Map.of());

    /** Eight samples from low to high: their interval is the whole range. */
    private static Series series(String id, double low, double high) {
        double[] samples = IntStream.range(0, 8)
                .mapToDouble(i -> i < 4 ? low : i < 7 ? low : high)
                .toArray();
        return new Series(mode(id), NONE, 1, samples);
    }

    private static Mode mode(String id) {
        return new Mode(id, id, Mode.Kind.CROSSING, List.of());
    }
}
