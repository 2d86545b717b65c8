package dev.kneiphof.app.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kneiphof.graph.Crossings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final Duration TIME = Duration.ofMillis(60);

    /** Nanoseconds, moved on by the work alone. */
    private long now;

    @Test
    void blocksOfTheModesTakeTurnsAndEachRoundBeginsWithAnother() throws Exception {
        List<String> order = new ArrayList<>();
        new Sampler(Duration.ofMillis(60), Watcher.NOBODY, () -> now)
                .measure(List.of(working("a", 2, order), working("b", 2, order), working("c", 2, order)));
        // 12 of 60 ms to count, then 30 % of the rest to warm up, then rounds that rotate.
        assertThat(String.join("", order)).isEqualTo("aabbcc" + "abcabcabc" + "abcbcacababcbca");
    }

    @Test
    void aSampleIsTheTimeOfABlockForEachOperation() throws Exception {
        var fast = new Contender(mode("fast"), 4, times -> {
            now += 1_000 * times;
            return times;
        });
        Series series = new Sampler(Duration.ofMillis(60), Watcher.NOBODY, () -> now)
                .measure(List.of(fast))
                .getFirst();
        assertThat(series.times()).isGreaterThanOrEqualTo(1_000);
        assertThat(series.nanos()).isNotEmpty().containsOnly(250.0);
    }

    @Test
    void callsAreCountedForDoingTheWorkOnce() throws Exception {
        Workload crossing = times -> {
            long sum = 0;
            for (long i = 0; i < times; i++) {
                sum = Crossings.add(Crossings.add(sum, i), i);
                now += 1_000;
            }
            return sum;
        };
        var series = new Sampler(TIME, Watcher.NOBODY, () -> now)
                .measure(List.of(new Contender(mode("twice"), 2, crossing)));
        Counts counts = series.getFirst().counts();
        assertThat(counts.operations()).isEqualTo(2);
        assertThat(counts.calls()).isEqualTo(2);
        assertThat(counts.callsByFunction()).containsExactly(java.util.Map.entry("kneiphof_add", 2L));
        assertThat(series.getFirst().times()).isGreaterThan(1);
    }

    @Test
    void workThatCannotBeRepeatedIsDoneOnceABlockBetweenBeforeAndAfter() throws Exception {
        List<String> calls = new ArrayList<>();
        Workload filling = new Workload() {
            @Override
            public void before() {
                calls.add("before");
            }

            @Override
            public long run(long times) {
                calls.add("run " + times);
                return 1;
            }

            @Override
            public void after() {
                calls.add("after");
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }
        };
        new Sampler(TIME, Watcher.NOBODY).measure(List.of(new Contender(mode("fill"), 1, filling)));
        assertThat(calls).startsWith("before", "run 1", "after", "before", "run 1", "after");
        assertThat(calls.size() % 3).isZero();
        assertThat(calls).doesNotContain("run 2");
    }

    @Test
    void aCancelledMeasurementEndsBeforeItsNextBlockAndClearsUp() {
        var open = new AtomicInteger();
        Workload counting = new Workload() {
            @Override
            public void before() {
                open.incrementAndGet();
            }

            @Override
            public long run(long times) {
                return times;
            }

            @Override
            public void after() {
                open.decrementAndGet();
            }
        };
        var asked = new AtomicInteger();
        Watcher impatient = (phase, fraction) -> {
            if (asked.incrementAndGet() > 9) {
                throw new CancellationException();
            }
        };
        assertThatThrownBy(() -> new Sampler(Duration.ofHours(1), impatient)
                        .measure(List.of(new Contender(mode("endless"), 1, counting))))
                .isInstanceOf(CancellationException.class);
        assertThat(open).hasValue(0);
    }

    @Test
    void workThatFailsIsClearedUp() {
        var open = new AtomicInteger();
        Workload failing = new Workload() {
            @Override
            public void before() {
                open.incrementAndGet();
            }

            @Override
            public long run(long times) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void after() {
                open.decrementAndGet();
            }
        };
        assertThatThrownBy(() ->
                        new Sampler(TIME, Watcher.NOBODY).measure(List.of(new Contender(mode("failing"), 1, failing))))
                .hasMessage("on purpose");
        assertThat(open).hasValue(0);
    }

    @Test
    void aMachineTooSlowForTheTimeStillGivesASampleOfEachModeAndSaysThatItIsTooFew() throws Exception {
        List<String> order = new ArrayList<>();
        var series = new Sampler(Duration.ofMillis(1), Watcher.NOBODY, () -> now)
                .measure(List.of(working("a", 50, order), working("b", 90, order)));
        assertThat(series).allSatisfy(one -> assertThat(one.nanos()).hasSize(1));
        assertThat(Comparison.of(series).get(1).verdict()).isEqualTo(ModeResult.Verdict.NOT_DISTINGUISHABLE);
    }

    private Contender working(String id, long millis, List<String> order) {
        return new Contender(mode(id), 1, times -> {
            order.add(id);
            now += Duration.ofMillis(millis).toNanos();
            return times;
        });
    }

    private static Mode mode(String id) {
        return new Mode(id, id, Mode.Kind.CROSSING, List.of());
    }
}
