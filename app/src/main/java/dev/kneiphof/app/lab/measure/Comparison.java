package dev.kneiphof.app.lab.measure;

import dev.kneiphof.app.lab.measure.ModeResult.Ratio;
import dev.kneiphof.app.lab.measure.ModeResult.Verdict;
import java.util.List;

/** Sets modes in relation to the first of them, the baseline. */
public final class Comparison {

    private Comparison() {}

    /** In the order of the series, of which the first is the baseline. */
    public static List<ModeResult> of(List<Series> series) {
        Series first = series.getFirst();
        Summary baseline = Summary.of(first.nanos());
        return series.stream()
                .map(one -> result(
                        one, baseline, one.mode().id().equals(first.mode().id())))
                .toList();
    }

    private static ModeResult result(Series series, Summary baseline, boolean isBaseline) {
        Mode mode = series.mode();
        Summary nanos = Summary.of(series.nanos());
        return new ModeResult(
                mode.id(),
                mode.title(),
                mode.kind(),
                nanos,
                series.counts(),
                series.times(),
                isBaseline
                        ? new Ratio(1, new Interval(1, 1))
                        : new Ratio(
                                nanos.median() / baseline.median(),
                                nanos.interval().dividedBy(baseline.interval())),
                isBaseline ? Verdict.BASELINE : verdict(nanos, baseline),
                mode.functions());
    }

    private static Verdict verdict(Summary nanos, Summary baseline) {
        boolean isKnown = nanos.isConfident() && baseline.isConfident();
        if (!isKnown || nanos.interval().overlaps(baseline.interval())) {
            return Verdict.NOT_DISTINGUISHABLE;
        }
        return nanos.median() < baseline.median() ? Verdict.FASTER : Verdict.SLOWER;
    }
}
