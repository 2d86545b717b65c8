package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class IngestionMeterTest {

    private static final IngestionMode SINGLE = new IngestionMode(1);
    private static final IngestionMode BATCHED = new IngestionMode(1_000);

    private final IngestionMeter meter = new IngestionMeter();

    @Test
    void aHandfulOfColdRowsIsNoComparison() {
        record(SINGLE, 11, 1, 900_000);
        record(BATCHED, 2, 11, 3_000);
        assertThat(meter.costs().comparable()).isFalse();
        assertThat(meter.costs().rowsToCompare()).isEqualTo(1_000);
        assertThat(Objects.requireNonNull(meter.costs().single()).rows()).isEqualTo(10);
    }

    @Test
    void theFirstCallOfEachModeIsNotMeasured() {
        meter.record(BATCHED, 1_000, 1_000_000_000);
        assertThat(meter.costs().batched()).isNull();
        meter.record(BATCHED, 1_000, 500_000);
        assertThat(meter.costs().batched()).isEqualTo(new IngestionMeter.Cost(1_000, 1, 500));
    }

    @Test
    void bothModesNeedAThousandRowsForAVerdict() {
        record(SINGLE, 1_000, 1, 2_000);
        record(BATCHED, 2, 1_000, 500_000);
        assertThat(meter.costs().comparable()).as("one single row short").isFalse();
        record(SINGLE, 1, 1, 2_000);
        assertThat(meter.costs().comparable()).isTrue();
    }

    @Test
    void aSlowCallDoesNotMoveTheFigure() {
        record(SINGLE, 1_001, 1, 2_000);
        record(SINGLE, 20, 1, 1_000_000_000);
        assertThat(meter.costs().single()).isEqualTo(new IngestionMeter.Cost(1_020, 1_020, 2_000));
    }

    @Test
    void oldCallsAreForgotten() {
        record(SINGLE, RecentCalls.REMEMBERED + 1, 1, 9_000);
        record(SINGLE, RecentCalls.REMEMBERED, 1, 1_000);
        assertThat(meter.costs().single())
                .isEqualTo(new IngestionMeter.Cost(RecentCalls.REMEMBERED, RecentCalls.REMEMBERED, 1_000));
    }

    private void record(IngestionMode mode, int calls, int rows, long nanos) {
        for (int call = 0; call < calls; call++) {
            meter.record(mode, rows, nanos);
        }
    }
}
