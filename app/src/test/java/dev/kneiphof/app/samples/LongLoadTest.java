package dev.kneiphof.app.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ingestion.OnTheRealEngine;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What ends a load that would go on. */
@Import(EndlessSample.class)
class LongLoadTest extends OnTheRealEngine {

    private String graph;
    private String run;

    @BeforeEach
    void begin() {
        graph = api.freeName();
        run = Objects.requireNonNull(mvc.post()
                .uri("/api/v1/graphs/" + graph + "/sample?chunk=1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"sample\":\"" + EndlessSample.NAME + "\"}")
                .header("Prefer", "respond-async")
                .exchange()
                .getResponse()
                .getHeader(HttpHeaders.LOCATION));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(run).path("progress").asDouble() > 0);
    }

    @Test
    void aCancelledLoadLeavesNoGraph() {
        assertThat(mvc.delete().uri(run)).hasStatus(202);
        awaitState("cancelled");
        assertThat(api.get(run).path("progress").asDouble()).isLessThan(1.0);
        api.refused(mvc.get().uri("/api/v1/graphs/" + graph).exchange(), 404, "GRAPH_NOT_FOUND");
    }

    @Test
    void aGraphThatIsRemovedWhileItIsLoadedEndsTheLoad() {
        assertThat(mvc.delete().uri("/api/v1/graphs/" + graph)).hasStatus(204);
        awaitState("failed");
        assertThat(api.get(run).path("problem").path("code").asString()).isEqualTo("GRAPH_CLOSED");
    }

    private void awaitState(String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(run).path("state").asString().equals(state));
    }
}
