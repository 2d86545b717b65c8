package dev.kneiphof.app.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ingestion.OnTheRealEngine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class SampleControllerTest extends OnTheRealEngine {

    private String graph;

    @BeforeEach
    void chooseName() {
        graph = api.freeName();
    }

    @Test
    void theSamplesAreListedWithOriginAndLicence() {
        JsonNode samples = api.get("/api/v1/samples").path("samples");
        assertThat(samples.size()).isEqualTo(4);
        assertThat(samples.get(0).path("name").asString()).isEqualTo("seven-bridges");
        assertThat(samples.get(2).path("license").asString()).contains("Public domain");
        assertThat(samples.get(3).path("nodes").asLong()).isGreaterThan(25_000);
    }

    @ParameterizedTest
    @CsvSource({
        "seven-bridges, 4, 7, 1, 11, false",
        "les-miserables, 77, 254, 100, 4, false",
        "us-flights, 3376, 5366, 4096, 3, true"
    })
    void aSampleBecomesAGraphThroughTheIngestionAndItsChunks(
            String sample, long nodes, long edges, int chunk, int chunks, boolean directed) {
        MvcTestResult result = load(sample, "?chunk=" + chunk, null);
        JsonNode loaded = api.ok(result);
        assertThat(result).hasStatus(201).hasHeader(HttpHeaders.LOCATION, "/api/v1/graphs/" + graph);
        assertThat(loaded.path("nodes").asLong()).isEqualTo(nodes);
        assertThat(loaded.path("edges").asLong()).isEqualTo(edges);
        assertThat(loaded.path("chunks").asLong()).isEqualTo(chunks);
        // One crossing made the graph.
        assertThat(loaded.path("crossings").path("calls").asLong()).isEqualTo(chunks + 1);
        JsonNode described = api.get("/api/v1/graphs/" + graph);
        assertThat(described.path("nodes").asLong()).isEqualTo(nodes);
        assertThat(described.path("edges").asLong()).isEqualTo(edges);
        assertThat(described.path("directed").asBoolean()).isEqualTo(directed);
    }

    @Test
    void aGraphRemembersItsSample() {
        api.ok(load("seven-bridges", "", null));
        JsonNode graphs = api.get("/api/v1/graphs").path("graphs");
        JsonNode own = graphs.valueStream()
                .filter(entry -> entry.path("name").asString().equals(graph))
                .findFirst()
                .orElseThrow();
        assertThat(own.path("sample").path("name").asString()).isEqualTo("seven-bridges");
        assertThat(own.path("sample").path("license").asString()).isEqualTo("Public domain");
    }

    @Test
    void anAirportHasItsPlace() {
        api.ok(load("us-flights", "", null));
        JsonNode airport = api.get("/api/v1/graphs/" + graph + "/nodes?id=SFO");
        assertThat(airport.path("attributes").path("lat").asDouble()).isBetween(37.0, 38.0);
        assertThat(airport.path("attributes").path("lon").asDouble()).isBetween(-123.0, -122.0);
    }

    @Test
    void thisJvmIsReadLiveAndStringExtendsObject() {
        JsonNode loaded = api.ok(load("this-jvm", "", null));
        assertThat(loaded.path("nodes").asLong()).isGreaterThan(25_000);
        assertThat(loaded.path("edges").asLong()).isGreaterThan(200_000);
        assertThat(api.nodes(graph)).isEqualTo(loaded.path("nodes").asLong());
        assertThat(api.edges(graph)).isEqualTo(loaded.path("edges").asLong());
        JsonNode edge = api.get("/api/v1/graphs/" + graph + "/edges?id=java.lang.String-[EXTENDS]->java.lang.Object");
        assertThat(edge.path("type").asString()).isEqualTo("EXTENDS");
        JsonNode described = api.get("/api/v1/samples").path("samples").get(3);
        assertThat(described.path("exact").asBoolean()).isTrue();
        assertThat(described.path("nodes").asLong())
                .isEqualTo(loaded.path("nodes").asLong());
    }

    @Test
    void aNameThatIsTakenIsRefusedAndItsGraphKept() {
        api.ok(load("seven-bridges", "", null));
        api.refused(load("les-miserables", "", null), 409, "GRAPH_ALREADY_EXISTS");
        api.refused(load("les-miserables", "", "respond-async"), 409, "GRAPH_ALREADY_EXISTS");
        assertThat(api.nodes(graph)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"sample":"karate"}              | ''       | INVALID_ARGUMENT
                    {"sample":"../../etc/passwd"}    | ''       | INVALID_ARGUMENT
                    {"sample":null}                  | ''       | INVALID_ARGUMENT
                    {}                               | ''       | INVALID_ARGUMENT
                    {"sample":5}                     | ''       | INVALID_ARGUMENT
                    {"sample":"seven-bridges"}       | ?chunk=0 | INVALID_ARGUMENT
                    {"sample":"seven-bridges"}       | ?size=5  | INVALID_ARGUMENT
                    """)
    void aLoadThatMakesNoSenseIsRefusedAndLeavesNoGraph(String body, String query, String code) {
        MvcTestResult result = mvc.post()
                .uri("/api/v1/graphs/" + graph + "/sample" + query)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        api.refused(result, 400, code);
        api.refused(mvc.get().uri("/api/v1/graphs/" + graph).exchange(), 404, "GRAPH_NOT_FOUND");
    }

    @Test
    void aLoadInTheBackgroundHasARunWithItsProgressAndItsResult() {
        MvcTestResult result = load("les-miserables", "?chunk=10", "respond-async");
        JsonNode run = api.ok(result);
        String address = result.getResponse().getHeader(HttpHeaders.LOCATION);
        assertThat(result).hasStatus(202).hasHeader("Preference-Applied", "respond-async");
        assertThat(address).isEqualTo("/api/v1/runs/" + run.path("id").asString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(address).path("state").asString().equals("done"));
        JsonNode done = api.get(address);
        assertThat(done.path("progress").asDouble()).isEqualTo(1.0);
        assertThat(done.path("result").path("edges").asLong()).isEqualTo(254);
        assertThat(done.path("result").path("crossings").path("calls").asLong()).isEqualTo(34);
        assertThat(api.get("/api/v1/runs").path("runs").toString())
                .contains(run.path("id").asString());
        assertThat(mvc.delete().uri(address)).hasStatus(204);
        api.refused(mvc.get().uri(address).exchange(), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aRunThatDoesNotExistIsNotFound() {
        api.refused(mvc.get().uri("/api/v1/runs/nowhere").exchange(), 404, "RESOURCE_NOT_FOUND");
        api.refused(mvc.delete().uri("/api/v1/runs/nowhere").exchange(), 404, "RESOURCE_NOT_FOUND");
    }

    private MvcTestResult load(String sample, String query, String prefer) {
        var request = mvc.post()
                .uri("/api/v1/graphs/" + graph + "/sample" + query)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"sample\":\"" + sample + "\"}");
        return (prefer == null ? request : request.header("Prefer", prefer)).exchange();
    }
}
