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

    @Test
    void blocksOfTheModesTakeTurnsAndEachRoundBeginsWithAnother() throws Exception {
        List<String> order = new ArrayList<>();
        var sampler = new Sampler(TIME, Watcher.NOBODY);
        sampler.measure(List.of(slow("a", order), slow("b", order), slow("c", order)));
        List<String> rounds = new ArrayList<>();
        // Behind the first two times of each, of which the second is counted.
        for (int i = 6; i < order.size(); i += 3) {
            rounds.add(String.join("", order.subList(i, i + 3)));
        }
        List<String> rotating = rounds.stream().dropWhile("abc"::equals).toList();
        assertThat(rotating).hasSizeGreaterThan(2);
        for (int i = 0; i < rotating.size(); i++) {
            assertThat(rotating.get(i)).isEqualTo(List.of("bca", "cab", "abc").get(i % 3));
        }
    }

    @Test
    void callsAreCountedForDoingTheWorkOnce() throws Exception {
        Workload crossing = times -> {
            long sum = 0;
            for (long i = 0; i < times; i++) {
                sum = Crossings.add(Crossings.add(sum, i), i);
            }
            return sum;
        };
        var series = new Sampler(TIME, Watcher.NOBODY).measure(List.of(new Contender(mode("twice"), 2, crossing)));
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
    void aMachineTooSlowForTheTimeStillGivesASampleOfEachModeAndSaysThatItIsOne() throws Exception {
        List<String> order = new ArrayList<>();
        var series =
                new Sampler(Duration.ofMillis(1), Watcher.NOBODY).measure(List.of(slow("a", order), slow("b", order)));
        assertThat(series).allSatisfy(one -> assertThat(one.nanos()).isNotEmpty());
        assertThat(Comparison.of(series).get(1).verdict()).isEqualTo(ModeResult.Verdict.NOT_DISTINGUISHABLE);
    }

    private static Contender slow(String id, List<String> order) {
        return new Contender(mode(id), 1, times -> {
            order.add(id);
            Thread.sleep(2);
            return times;
        });
    }

    private static Mode mode(String id) {
        return new Mode(id, id, Mode.Kind.CROSSING, List.of());
    }
}
