package dev.kneiphof.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ingestion.OnTheRealEngine;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.StatusCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CrossingMetricsTest extends OnTheRealEngine {

    private static final String APPLY = "kneiphof_graph_apply";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private CrossingMetrics metrics;

    @Test
    void theMetersShowTheCellsOfEveryFunction() {
        api.ok(api.ndjson(api.newGraph(), "?onError=skip", "{\"node\":{\"id\":\"a\"}}\n{\"node\":{\"id\":\"b\"}}\n"));
        FunctionCrossings apply = Crossings.snapshot().functions().stream()
                .filter(function -> function.name().equals(APPLY))
                .findFirst()
                .orElseThrow();
        assertThat(apply.calls()).isPositive();
        // Meters may be a moment old.
        await().atMost(SOON).until(() -> counter("kneiphof.crossing.calls") == apply.calls());
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
    void errorsAreCountedByFunctionAndCode() {
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
        await().atMost(SOON).untilAsserted(() -> {
            counter("kneiphof.crossing.calls");
            FunctionCounter errors = registry.find("kneiphof.crossing.errors")
                    .tags("fn", apply.name(), "code", "SOURCE_NOT_FOUND")
                    .functionCounter();
            assertThat(errors).isNotNull();
            assertThat(errors.count())
                    .isEqualTo(apply.failures().get(StatusCode.SOURCE_NOT_FOUND).doubleValue());
        });
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
