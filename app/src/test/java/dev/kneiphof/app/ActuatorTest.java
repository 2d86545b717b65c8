package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import java.time.Duration;
import org.awaitility.Awaitility;
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
                .containsPattern("kneiphof_native_bytes\\{column=\"\",graph=\"" + name
                        + "\",structure=\"node dictionary\"\\} [1-9]")
                .contains("kneiphof_snapshots_open{graph=\"" + name + "\"} 0")
                .contains("kneiphof_snapshots_oldest_seconds{graph=\"" + name + "\"} 0")
                .contains("kneiphof_snapshots_held_bytes{graph=\"" + name + "\"} 0");
    }

    @Test
    void aNewColumnHasAMeterOfItsOwnAfterOneReadingAndTheSumIsTheMemoryOfTheGraph() throws Exception {
        String name = graph.substring(graph.lastIndexOf('/') + 1);
        addNode("{'id':'a','attributes':{'age':36}}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> prometheus().contains("column=\"age\",graph=\"" + name + "\""));
        double sum = prometheus()
                .lines()
                .filter(line -> line.startsWith("kneiphof_native_bytes{") && line.contains("\"" + name + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        assertThat(get(graph)).bodyJson().extractingPath("$.bytes").isEqualTo((int) sum);
    }

    private String prometheus() throws Exception {
        return get("/actuator/prometheus").getResponse().getContentAsString();
    }

    @Test
    void theMemoryOfAGraphIsGoneWithTheGraphAndItsReadingIsCounted() {
        String name = graph.substring(graph.lastIndexOf('/') + 1);
        long before = memoryCalls();
        assertThat(get("/actuator/prometheus")).bodyText().contains("graph=\"" + name + "\"");
        assertThat(memoryCalls()).isGreaterThan(before);
        assertThat(delete(graph)).hasStatus(204);
        assertThat(get("/actuator/prometheus")).bodyText().doesNotContain("graph=\"" + name + "\"");
    }

    private static long memoryCalls() {
        return Crossings.snapshot().functions().stream()
                .filter(function -> function.name().equals("kneiphof_graph_memory"))
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
