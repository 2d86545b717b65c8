package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Exhibits;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExhibitsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000})
    void aLoopOfCallsIsCountedExactlyAndAddsUpTheSame(long times) {
        long expected = times * (times - 1) / 2;
        for (LongUnaryOperator loop : adders()) {
            try (CrossingScope scope = Crossings.scope()) {
                assertThat(loop.applyAsLong(times)).isEqualTo(expected);
                assertThat(scope.bill().callsByFunction()).containsEntry("kneiphof_add", times);
                assertThat(scope.bill().calls()).isEqualTo(times);
            }
        }
    }

    @Test
    void aLoopInRustCrossesOnceAndAddsUpTheSame() {
        for (LongUnaryOperator loop : List.<LongUnaryOperator>of(
                Exhibits::addInRust,
                Exhibits::addInRustCritical,
                Exhibits::addInOptimisedRust,
                Exhibits::addInUnoptimisedRust)) {
            try (CrossingScope scope = Crossings.scope()) {
                assertThat(loop.applyAsLong(1_000)).isEqualTo(499_500);
                assertThat(scope.bill().callsByFunction()).isEqualTo(Map.of("kneiphof_add_up", 1L));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("arenas")
    void arenasAndSessionsDoNotCross(LongUnaryOperator loop) {
        try (CrossingScope scope = Crossings.scope()) {
            assertThat(loop.applyAsLong(10)).isNotZero();
            assertThat(scope.bill().calls()).isZero();
        }
    }

    private static LongUnaryOperator[] adders() {
        return new LongUnaryOperator[] {
            Exhibits::addPlain, Exhibits::addCritical, Exhibits::addTimed, Exhibits::addByJni
        };
    }

    static LongUnaryOperator[] arenas() {
        return new LongUnaryOperator[] {
            times -> Exhibits.confinedArenas(times, 64),
            times -> Exhibits.sharedArenas(times, 64),
            times -> Exhibits.automaticArenas(times, 64),
            Exhibits::sessions
        };
    }
}
