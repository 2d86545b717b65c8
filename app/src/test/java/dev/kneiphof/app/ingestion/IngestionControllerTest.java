package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class IngestionControllerTest extends OnTheRealEngine {

    private static final String SERVER = "/api/v1/ingestion";
    private static final String ROWS =
            "{\"node\":{\"id\":\"a\"}}\n{\"node\":{\"id\":\"b\"}}\n{\"node\":{\"id\":\"c\"}}\n";

    @Autowired
    private IngestionProperties properties;

    private String graph;

    @BeforeEach
    void makeGraph() {
        graph = api.newGraph();
    }

    @AfterEach
    void resetServer() {
        api.ok(put(SERVER, "{\"chunk\":" + properties.chunk() + "}"));
    }

    @Test
    void theServerBeginsWithItsDefaultAndTellsTheRange() {
        JsonNode server = api.get(SERVER);
        assertThat(server.path("chunk").asInt()).isEqualTo(4096);
        assertThat(server.path("scope").asString()).isEqualTo("server");
        assertThat(server.path("effective").asInt()).isEqualTo(4096);
        assertThat(server.path("min").asInt()).isEqualTo(1);
        assertThat(server.path("max").asInt()).isEqualTo(65_536);
    }

    @Test
    void theRequestDecidesThenItsGraphThenTheServer() {
        assertThat(chunksOf("")).isEqualTo(1);
        api.ok(put(SERVER, "{\"chunk\":2}"));
        assertThat(chunksOf("")).isEqualTo(2);
        JsonNode own = api.ok(put("/api/v1/graphs/" + graph + "/ingestion", "{\"chunk\":1}"));
        assertThat(own.path("scope").asString()).isEqualTo("graph");
        assertThat(own.path("chunk").asInt()).isEqualTo(1);
        assertThat(own.path("effective").asInt()).isEqualTo(1);
        assertThat(chunksOf("")).isEqualTo(3);
        assertThat(chunksOf("&chunk=3")).isEqualTo(1);
        JsonNode reset = api.ok(mvc.delete().uri("/api/v1/graphs/" + graph + "/ingestion"));
        assertThat(reset.path("chunk").isNull()).isTrue();
        assertThat(reset.path("effective").asInt()).isEqualTo(2);
        assertThat(chunksOf("")).isEqualTo(2);
    }

    @Test
    void aGraphFollowsTheServerUntilItIsSetAndAfterNull() {
        String address = "/api/v1/graphs/" + graph + "/ingestion";
        assertThat(api.get(address).path("chunk").isNull()).isTrue();
        api.ok(put(address, "{\"chunk\":7}"));
        assertThat(api.get("/api/v1/graphs/" + graph).toString()).contains("7");
        assertThat(api.ok(put(address, "{\"chunk\":null}")).path("chunk").isNull())
                .isTrue();
    }

    @Test
    void theEffectIsMeasuredOnRowsThatWereReallyIngested() {
        assertThat(chunksOf("&chunk=1")).isEqualTo(3);
        assertThat(chunksOf("&chunk=4096")).isEqualTo(1);
        assertThat(chunksOf("&chunk=4096")).isEqualTo(1);
        JsonNode measured = api.get(SERVER).path("measured");
        JsonNode single = measured.path("single");
        JsonNode batched = measured.path("batched");
        assertThat(single.path("rows").asLong())
                .isEqualTo(single.path("calls").asLong())
                .isGreaterThanOrEqualTo(2);
        assertThat(batched.path("calls").asLong())
                .isLessThan(batched.path("rows").asLong());
        assertThat(single.path("nanosPerRow").asDouble()).isPositive();
        assertThat(batched.path("nanosPerRow").asDouble()).isPositive();
        assertThat(measured.path("rowsToCompare").asInt()).isEqualTo(1_000);
        assertThat(measured.path("comparable").asBoolean())
                .isEqualTo(single.path("rows").asLong() >= 1_000
                        && batched.path("rows").asLong() >= 1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"chunk":0}       | INVALID_ARGUMENT
                    {"chunk":65537}   | INVALID_ARGUMENT
                    {"chunk":-1}      | INVALID_ARGUMENT
                    {"chunk":"5"}     | INVALID_ARGUMENT
                    {"chunk":1.5}     | INVALID_ARGUMENT
                    {"chunk":null}    | INVALID_ARGUMENT
                    {}                | INVALID_ARGUMENT
                    {"chunk":5,"x":1} | INVALID_ARGUMENT
                    {"chunk":         | MALFORMED_BODY
                    """)
    void aChunkThatIsNoneIsRefusedAndNothingChanges(String body, String code) {
        api.refused(put(SERVER, body), 400, code);
        assertThat(api.get(SERVER).path("chunk").asInt()).isEqualTo(4096);
    }

    @Test
    void aGraphThatDoesNotExistHasNoSetting() {
        api.refused(mvc.get().uri("/api/v1/graphs/nowhere/ingestion").exchange(), 404, "GRAPH_NOT_FOUND");
        api.refused(put("/api/v1/graphs/nowhere/ingestion", "{\"chunk\":1}"), 404, "GRAPH_NOT_FOUND");
        api.refused(mvc.delete().uri("/api/v1/graphs/nowhere/ingestion").exchange(), 404, "GRAPH_NOT_FOUND");
    }

    @Test
    void F137_aGetChangesNothingAndAPostIsNotOffered() {
        api.refused(
                mvc.post()
                        .uri(SERVER)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"chunk\":1}")
                        .exchange(),
                405,
                "METHOD_NOT_ALLOWED");
        api.refused(mvc.get().uri(SERVER + "?chunk=1").exchange(), 400, "INVALID_ARGUMENT");
    }

    private long chunksOf(String parameters) {
        JsonNode answer = api.ok(api.ndjson(graph, "?onError=skip" + parameters, ROWS));
        return answer.path("chunks").asLong();
    }

    private MvcTestResult put(String address, String body) {
        return mvc.put()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
