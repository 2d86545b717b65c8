package dev.kneiphof.app.ingestion;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What ingestion has cost lately, in single and in batched mode: real rows of real requests, so that the effect of the mode
 * is shown for this data on this machine.
 */
@Component
final class IngestionMeter {

    /** Older ingestions are forgotten, so that the figures follow the data. */
    private static final int REMEMBERED = 64;

    private record Sample(IngestionMode mode, long rows, long calls, long nanos) {}

    private final Deque<Sample> single = new ArrayDeque<>();
    private final Deque<Sample> batched = new ArrayDeque<>();

    /**
     * What rows cost in one mode.
     *
     * @param calls crossings that carried the rows
     * @param nanosPerRow for encoding, crossing and native work
     */
    record Cost(long rows, long calls, double nanosPerRow) {}

    /** Both modes; null where nothing was ingested in that mode lately. */
    record Costs(@Nullable Cost single, @Nullable Cost batched) {}

    void record(IngestionMode mode, IngestionReport report) {
        if (report.chunks() > 0) {
            add(new Sample(mode, report.crossed(), report.chunks(), report.nanos()));
        }
    }

    synchronized Costs costs() {
        return new Costs(cost(single), cost(batched));
    }

    private synchronized void add(Sample sample) {
        Deque<Sample> samples = sample.mode().isSingle() ? single : batched;
        if (samples.size() == REMEMBERED) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    private static @Nullable Cost cost(Deque<Sample> samples) {
        if (samples.isEmpty()) {
            return null;
        }
        long rows = samples.stream().mapToLong(Sample::rows).sum();
        long calls = samples.stream().mapToLong(Sample::calls).sum();
        long nanos = samples.stream().mapToLong(Sample::nanos).sum();
        return new Cost(rows, calls, (double) nanos / rows);
    }
}
