package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActuatorTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"health", "info", "crossings", "metrics"})
    void exposesWhatIsHarmless(String endpoint) {
        assertThat(get("/actuator/" + endpoint)).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "beans",
                "configprops",
                "heapdump",
                "threaddump",
                "loggers",
                "mappings",
                "shutdown",
                "caches",
                "conditions",
                "scheduledtasks",
                "sbom",
                "logfile",
                "startup"
            })
    void f136ExposesNothingElse(String endpoint) {
        assertProblem(get("/actuator/" + endpoint), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void theMetersStandUnderTheirNamesInThePrometheusFormat() {
        String name = graph.substring(graph.lastIndexOf('/') + 1);
        assertThat(get("/actuator/prometheus"))
                .hasStatusOk()
                .bodyText()
                .contains("kneiphof_crossing_calls_total{fn=\"kneiphof_graph_open\"}")
                .contains("kneiphof_crossing_bytes_total{dir=\"in\",fn=\"kneiphof_graph_apply\",kind=\"copy\"}")
                .contains("kneiphof_ingestion_chunk_rows ")
                .contains("kneiphof_ingestion_mode{mode=\"batched\"}")
                .containsPattern("kneiphof_native_bytes\\{graph=\"" + name + "\"\\} [1-9]");
    }

    @Test
    void theMemoryOfAGraphIsGoneWithTheGraphAndItsReadingIsCounted() {
        String name = graph.substring(graph.lastIndexOf('/') + 1);
        long before = countsCalls();
        assertThat(get("/actuator/prometheus")).bodyText().contains("kneiphof_native_bytes{graph=\"" + name + "\"}");
        assertThat(countsCalls()).isGreaterThan(before);
        assertThat(delete(graph)).hasStatus(204);
        assertThat(get("/actuator/prometheus")).bodyText().doesNotContain("{graph=\"" + name + "\"}");
    }

    private static long countsCalls() {
        return Crossings.snapshot().functions().stream()
                .filter(function -> function.name().equals("kneiphof_graph_counts"))
                .mapToLong(FunctionCrossings::calls)
                .sum();
    }

    @Test
    void f140HealthTellsNoPaths() {
        assertThat(get("/actuator/health"))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("UP");
        assertThat(get("/actuator/health")).bodyText().doesNotContain("path", "details");
    }
}
