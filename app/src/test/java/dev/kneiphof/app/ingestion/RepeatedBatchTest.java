package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The same request twice. */
class RepeatedBatchTest extends OnTheRealEngine {

    private String graph;

    @BeforeEach
    void makeGraph() {
        graph = api.newGraph();
    }

    @Test
    void F048_aRepeatedRequestIsAppliedOnceAndAnsweredTheSame() throws Exception {
        String body = "{\"node\":{\"id\":\"a\"}}\n";
        MvcTestResult first = keyed("key-of-" + graph, "", body);
        MvcTestResult second = keyed("key-of-" + graph, "", body);
        assertThat(first).hasStatusOk().doesNotContainHeader(BatchHandler.REPLAYED);
        assertThat(second).hasStatusOk().hasHeader(BatchHandler.REPLAYED, "true");
        assertThat(second.getResponse().getContentAsString())
                .isEqualTo(first.getResponse().getContentAsString());
        assertThat(api.nodes(graph)).isEqualTo(1);
        api.refused(keyed("key-of-" + graph, "", "{\"node\":{\"id\":\"b\"}}\n"), 422, "IDEMPOTENCY_KEY_REUSED");
        api.refused(keyed("key-of-" + graph, "?chunk=1", body), 422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void F048_aRequestThatFailedMayBeRepeatedUnderItsKey() {
        String key = "retry-" + graph;
        String body = "{\"edge\":{\"source\":\"a\",\"target\":\"a\"}}\n";
        api.refused(keyed(key, "", body), 422, "SOURCE_NOT_FOUND");
        api.ok(api.ndjson(graph, "", "{\"node\":{\"id\":\"a\"}}\n"));
        assertThat(keyed(key, "", body)).hasStatusOk().doesNotContainHeader(BatchHandler.REPLAYED);
        api.refused(keyed("tab\there", "", body), 400, "INVALID_ARGUMENT");
    }

    private MvcTestResult keyed(String key, String query, String body) {
        return mvc.post()
                .uri("/api/v1/graphs/" + graph + "/batch" + query)
                .contentType("application/x-ndjson")
                .header(BatchHandler.IDEMPOTENCY_KEY, key)
                .content(body)
                .exchange();
    }
}
