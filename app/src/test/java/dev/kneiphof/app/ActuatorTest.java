package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;

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
    void f140HealthTellsNoPaths() {
        assertThat(get("/actuator/health"))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("UP");
        assertThat(get("/actuator/health")).bodyText().doesNotContain("path", "details");
    }
}
