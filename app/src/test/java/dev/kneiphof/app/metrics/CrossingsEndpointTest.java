package dev.kneiphof.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ingestion.OnTheRealEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class CrossingsEndpointTest extends OnTheRealEngine {

    private static final String ENDPOINT = "/actuator/crossings";
    private static final List<String> COUNTS = List.of("calls", "rows", "bytesIn", "bytesOut", "bytesViewed");

    @Test
    void theTotalsAreExactlyTheBillsOfTheResponses() {
        JsonNode before = api.get(ENDPOINT).path("totals");
        String graph = api.newGraph();
        api.ok(api.ndjson(graph, "?chunk=1", "{\"node\":{\"id\":\"a\"}}\n{\"node\":{\"id\":\"b\"}}\n"));
        api.ok(api.ndjson(graph, "?onError=skip", "{\"node\":{\"id\":\"c\"}}\n{\"node\":{\"id\":\"a\"}}\n"));
        api.ok(api.csv(graph, "?kind=edges", "source,target,weight\na,b,1\nb,c,2.5\n"));
        api.get("/api/v1/graphs/" + graph);
        api.get("/api/v1/graphs/" + graph + "/nodes?limit=2");
        api.get("/api/v1/graphs/" + graph + "/edges");
        api.ok(mvc.post()
                .uri("/api/v1/graphs/" + graph + "/nodes:query")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"filter\":{\"degree\":\"both\",\"ge\":2}}"));
        api.ok(mvc.post()
                .uri("/api/v1/graphs/" + graph + "/neighbors")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"id\":\"b\",\"direction\":\"both\"}"));
        api.ok(mvc.post()
                .uri("/api/v1/graphs/" + api.freeName() + "/sample?chunk=5")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"sample\":\"seven-bridges\"}"));
        JsonNode after = api.get(ENDPOINT).path("totals");
        assertThat(COUNTS)
                .allSatisfy(count -> assertThat(
                                after.path(count).asLong() - before.path(count).asLong())
                        .as(count)
                        .isEqualTo(api.billed(count)));
    }

    @Test
    void readingTheEndpointDoesNotCross() {
        api.newGraph();
        JsonNode once = api.get(ENDPOINT);
        JsonNode twice = api.get(ENDPOINT);
        assertThat(twice.path("totals")).isEqualTo(once.path("totals"));
        assertThat(twice.path("since")).isEqualTo(once.path("since"));
    }

    @Test
    void eachFunctionHasItsCountsItsQuantilesAndItsHistogram() {
        String graph = api.newGraph();
        api.ok(api.ndjson(graph, "", "{\"node\":{\"id\":\"a\"}}\n"));
        JsonNode report = api.get(ENDPOINT);
        JsonNode apply = report.path("functions")
                .valueStream()
                .filter(function -> function.path("name").asString().equals("kneiphof_transaction_apply"))
                .findFirst()
                .orElseThrow();
        assertThat(apply.path("calls").asLong()).isPositive();
        assertThat(apply.path("rows").asLong()).isPositive();
        // Batches are always timed.
        assertThat(apply.path("sampled").asLong()).isEqualTo(apply.path("calls").asLong());
        JsonNode nanos = apply.path("nanos");
        assertThat(nanos.path("min").asLong())
                .isPositive()
                .isLessThanOrEqualTo(nanos.path("p50").asLong());
        assertThat(nanos.path("p50").asLong())
                .isLessThanOrEqualTo(nanos.path("p99").asLong());
        assertThat(nanos.path("p99").asLong())
                .isLessThanOrEqualTo(nanos.path("max").asLong());
        assertThat(apply.path("histogram")
                        .valueStream()
                        .mapToLong(bucket -> bucket.path("count").asLong())
                        .sum())
                .isEqualTo(apply.path("sampled").asLong());
        long calls = report.path("functions")
                .valueStream()
                .mapToLong(f -> f.path("calls").asLong())
                .sum();
        assertThat(report.path("totals").path("calls").asLong()).isEqualTo(calls);
    }

    @Test
    void aChangeOfTheModeIsToldWithItsTimeAndWhoAskedForIt() {
        String graph = api.newGraph();
        api.ok(mvc.put()
                .uri("/api/v1/graphs/" + graph + "/ingestion")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"chunk\":1}"));
        JsonNode changes = api.get(ENDPOINT).path("modeChanges");
        JsonNode latest = changes.get(changes.size() - 1);
        assertThat(latest.path("graph").asString()).isEqualTo(graph);
        assertThat(latest.path("from").asInt()).isEqualTo(4_096);
        assertThat(latest.path("to").asInt()).isEqualTo(1);
        assertThat(latest.path("by").asString()).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(latest.path("at").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void whatIsOpenIsTold() {
        long before = api.get(ENDPOINT).path("open").path("graphs").asLong();
        api.newGraph();
        assertThat(api.get(ENDPOINT).path("open").path("graphs").asLong()).isEqualTo(before + 1);
        assertThat(api.get(ENDPOINT).path("open").path("views").isIntegralNumber())
                .isTrue();
    }

    @Test
    void theCostOfCountingIsToldOnceItWasMeasuredHere() {
        assertThat(mvc.post()
                        .uri("/api/v1/lab/experiments/metering/runs")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"millis\":200}"))
                .hasStatus(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(ENDPOINT).path("metering").isObject());
        JsonNode metering = api.get(ENDPOINT).path("metering");
        assertThat(metering.path("n").asInt()).isPositive();
        assertThat(metering.path("onNanos").asDouble()).isPositive();
        assertThat(metering.path("offNanos").asDouble()).isPositive();
        assertThat(metering.path("nanosPerCall").asDouble()).isNotNegative();
        assertThat(Instant.parse(metering.path("taken").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void F136_onlyHarmlessEndpointsAreThere() {
        for (String endpoint :
                List.of("env", "heapdump", "shutdown", "loggers", "beans", "threaddump", "configprops")) {
            assertThat(mvc.get().uri("/actuator/" + endpoint)).hasStatus(404);
        }
    }
}
