package dev.kneiphof.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ingestion.OnTheRealEngine;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.StatusCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CrossingMetricsTest extends OnTheRealEngine {

    private static final String APPLY = "kneiphof_graph_apply";

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private CrossingMetrics metrics;

    @Test
    void theMetersShowTheCellsOfEveryFunction() throws InterruptedException {
        api.ok(api.ndjson(api.newGraph(), "?onError=skip", "{\"node\":{\"id\":\"a\"}}\n{\"node\":{\"id\":\"b\"}}\n"));
        // Meters may be a moment old.
        TimeUnit.MILLISECONDS.sleep(250);
        FunctionCrossings apply = Crossings.snapshot().functions().stream()
                .filter(function -> function.name().equals(APPLY))
                .findFirst()
                .orElseThrow();
        assertThat(counter("kneiphof.crossing.calls")).isEqualTo(apply.calls()).isPositive();
        assertThat(counter("kneiphof.crossing.rows")).isEqualTo(apply.rows()).isPositive();
        assertThat(registry.get("kneiphof.crossing.bytes")
                        .tags("fn", APPLY, "dir", "in", "kind", "copy")
                        .functionCounter()
                        .count())
                .isEqualTo(apply.bytesIn())
                .isPositive();
        // The registry of Prometheus has a histogram in its place.
        var plain = new SimpleMeterRegistry();
        metrics.bindTo(plain);
        var time = plain.get("kneiphof.crossing.time").tag("fn", APPLY).functionTimer();
        assertThat(time.count()).isEqualTo(apply.sampled());
        assertThat(time.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(registry.get("kneiphof.crossing.time.quantile")
                        .tags("fn", APPLY, "quantile", "0.99")
                        .timeGauge()
                        .value(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @Test
    void errorsAreCountedByFunctionAndCode() throws InterruptedException {
        api.refused(
                api.ndjson(api.newGraph(), "", "{\"edge\":{\"source\":\"a\",\"target\":\"b\"}}\n"),
                422,
                "SOURCE_NOT_FOUND");
        FunctionCrossings apply = Crossings.snapshot().functions().stream()
                .filter(function -> function.failures().containsKey(StatusCode.SOURCE_NOT_FOUND))
                .findFirst()
                .orElseThrow();
        assertThat(apply.failures().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(apply.errors());
        // Meters may be a moment old; one that is read meets the new code.
        TimeUnit.MILLISECONDS.sleep(250);
        counter("kneiphof.crossing.calls");
        assertThat(registry.get("kneiphof.crossing.errors")
                        .tags("fn", apply.name(), "code", "SOURCE_NOT_FOUND")
                        .functionCounter()
                        .count())
                .isEqualTo(apply.failures().get(StatusCode.SOURCE_NOT_FOUND).doubleValue());
    }

    @Test
    void theModeOfTheServerIsAMeter() {
        assertThat(registry.get("kneiphof.ingestion.chunk").gauge().value()).isEqualTo(4096);
        assertThat(registry.get("kneiphof.ingestion.mode")
                        .tag("mode", "batched")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("kneiphof.ingestion.mode")
                        .tag("mode", "single")
                        .gauge()
                        .value())
                .isZero();
    }

    private double counter(String name) {
        return registry.get(name).tag("fn", APPLY).functionCounter().count();
    }
}
