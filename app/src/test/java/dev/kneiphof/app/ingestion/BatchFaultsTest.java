package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Bad rows: all or none, or the good ones. */
class BatchFaultsTest extends OnTheRealEngine {

    private String graph;

    @BeforeEach
    void makeGraph() {
        graph = api.newGraph();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?chunk=1", "?chunk=2", ""})
    void F047_B12_aBatchWhoseLastRowFailsLeavesNothingBehind(String query) {
        api.ok(api.ndjson(graph, "", "{\"node\":{\"id\":\"before\"}}\n"));
        JsonNode problem = api.refused(api.ndjson(graph, query, """
                        {"node":{"id":"a"}}
                        {"op":"upsert","node":{"id":"before","attributes":{"changed":true}}}
                        {"op":"remove","node":{"id":"before"}}

                        {"edge":{"source":"a","target":"nowhere"}}
                        """), 422, "TARGET_NOT_FOUND");
        JsonNode error = problem.path("errors").get(0);
        assertThat(error.path("row").asLong()).isEqualTo(3);
        assertThat(error.path("line").asLong()).isEqualTo(5);
        assertThat(error.path("detail").asString()).contains("'nowhere'");
        assertThat(api.nodes(graph)).isEqualTo(1);
        JsonNode before = api.get("/api/v1/graphs/" + graph + "/nodes?id=before");
        assertThat(before.path("attributes").toString()).isEqualTo("{}");
    }

    @Test
    void F040_C10_anEdgeToAMissingNodeIsListedAndTheGoodRowsAreKept() {
        JsonNode answer = api.ok(api.ndjson(graph, "?onError=skip&chunk=2", """
                {"node":{"id":"a"}}
                {"edge":{"source":"nowhere","target":"a"}}
                {"node":{"id":"b"}}
                {"edge":{"source":"a","target":"b"}}
                """));
        assertThat(answer.path("created").asLong()).isEqualTo(3);
        assertThat(answer.path("rejected").asLong()).isEqualTo(1);
        JsonNode error = answer.path("errors").get(0);
        assertThat(error.path("row").asLong()).isEqualTo(1);
        assertThat(error.path("line").asLong()).isEqualTo(2);
        assertThat(error.path("code").asString()).isEqualTo("SOURCE_NOT_FOUND");
    }

    @Test
    void F041_B11_theSameNodeTwiceNamesTheSecond() {
        JsonNode problem = api.refused(
                api.ndjson(
                        graph, "", "{\"node\":{\"id\":\"a\"}}\n{\"node\":{\"id\":\"b\"}}\n{\"node\":{\"id\":\"a\"}}\n"),
                409,
                "NODE_ALREADY_EXISTS");
        assertThat(problem.path("errors").get(0).path("row").asLong()).isEqualTo(2);
        assertThat(api.nodes(graph)).isZero();
    }

    @Test
    void aHundredErrorsAreListedAndAllAreCounted() {
        String bad = IntStream.range(0, 250)
                .mapToObj(
                        i -> i % 2 == 0 ? "{\"node\":{\"id\":\"\"}}" : "{\"edge\":{\"source\":\"x\",\"target\":\"y\"}}")
                .collect(Collectors.joining("\n"));
        JsonNode answer = api.ok(api.ndjson(graph, "?onError=skip", bad));
        assertThat(answer.path("received").asLong()).isEqualTo(250);
        assertThat(answer.path("rejected").asLong()).isEqualTo(250);
        assertThat(answer.path("errors").size()).isEqualTo(100);
        JsonNode problem =
                api.refused(api.ndjson(graph, "", "{\"node\":{\"id\":\"\"}}\n".repeat(250)), 422, "BATCH_REJECTED");
        assertThat(problem.path("detail").asString()).contains("250 of 250");
        assertThat(problem.path("errors").size()).isEqualTo(100);
    }

    @Test
    void anErrorOfAJsonRowPointsIntoTheDocument() {
        JsonNode problem = api.refused(
                api.json(graph, "", "{\"rows\":[{\"node\":{\"id\":\"a\"}},\n{\"node\":{\"id\":5}}]}"),
                400,
                "INVALID_ARGUMENT");
        JsonNode error = problem.path("errors").get(0);
        assertThat(error.path("pointer").asString()).isEqualTo("/rows/1/node/id");
        assertThat(error.path("row").asLong()).isEqualTo(1);
        assertThat(error.path("line").asLong()).isEqualTo(2);
        JsonNode lenient = api.ok(
                api.json(
                        graph,
                        "?onError=skip",
                        "{\"rows\":[{\"node\":{\"id\":\"a\"}},{\"node\":{\"id\":[[1],{}]}},7,{\"nod\":{\"x\":[{}]}},{\"node\":{\"id\":\"b\"}}]}"));
        assertThat(lenient.path("created").asLong()).isEqualTo(2);
        assertThat(lenient.path("rejected").asLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    F001_emptyId               | {"node":{"id":""}}                                   | INVALID_ARGUMENT
                    F002_missingId             | {"node":{"labels":[]}}                               | INVALID_ARGUMENT
                    F003_numberAsId            | {"node":{"id":5}}                                    | INVALID_ARGUMENT
                    F005_controlCharacter      | {"node":{"id":"a\\u0000b"}}                          | INVALID_ARGUMENT
                    F006_loneSurrogate         | {"node":{"id":"\\ud800x"}}                           | INVALID_UTF8
                    F015_sameNameTwice         | {"node":{"id":"a","id":"b"}}                         | INVALID_ARGUMENT
                    F016_unknownProperty       | {"node":{"id":"a","lables":[]}}                      | INVALID_ARGUMENT
                    F017_trailingText          | {"node":{"id":"a"}} x                                | MALFORMED_BODY
                    F021_bareNaN               | {"node":{"id":"a","attributes":{"x":NaN}}}           | MALFORMED_BODY
                    F022_floatBeyondRange      | {"node":{"id":"a","attributes":{"x":1e400}}}         | INVALID_ARGUMENT
                    F025_integerBeyond64Bits   | {"node":{"id":"a","attributes":{"x":9223372036854775808}}} | INVALID_ARGUMENT
                    neitherNodeNorEdge         | {"op":"add"}                                         | INVALID_ARGUMENT
                    nodeAndEdge                | {"node":{"id":"a"},"edge":{"source":"a","target":"a"}} | INVALID_ARGUMENT
                    unknownOperation           | {"op":"delete","node":{"id":"a"}}                    | INVALID_ARGUMENT
                    removalWithAttributes      | {"op":"remove","node":{"id":"a","attributes":{"x":1}}} | INVALID_ARGUMENT
                    edgeWithoutTarget          | {"edge":{"source":"a"}}                              | INVALID_ARGUMENT
                    noObject                   | 5                                                    | INVALID_ARGUMENT
                    brokenJson                 | {"node":                                             | MALFORMED_BODY
                    """)
    void aBadLineIsRefusedAndTheNextOneIsRead(String fault, String line, String code) {
        String body = line + "\n{\"node\":{\"id\":\"good\"}}\n";
        JsonNode answer = api.ok(api.ndjson(graph, "?onError=skip", body));
        assertThat(answer.path("created").asLong()).as(fault).isEqualTo(1);
        assertThat(answer.path("errors").get(0).path("code").asString())
                .as(fault)
                .isEqualTo(code);
        assertThat(answer.path("errors").get(0).path("line").asLong()).isEqualTo(1);
        api.refused(api.ndjson(graph, "", line + "\n"), 400, code);
    }

    @Test
    void F008_aLineThatIsNotUtf8IsRefusedAlone() {
        byte[] body = "{\"node\":{\"id\":\"X\"}}\n{\"node\":{\"id\":\"b\"}}\n".getBytes(StandardCharsets.UTF_8);
        body[15] = (byte) 0xff;
        MvcTestResult result = mvc.post()
                .uri("/api/v1/graphs/" + graph + "/batch?onError=skip")
                .contentType("application/x-ndjson")
                .content(body)
                .exchange();
        JsonNode answer = api.ok(result);
        assertThat(answer.path("created").asLong()).isEqualTo(1);
        assertThat(answer.path("errors").get(0).path("code").asString()).isEqualTo("INVALID_UTF8");
    }

    @Test
    void F027_nestingOfTenThousandIsRefused() {
        String deep =
                "{\"node\":{\"id\":\"a\",\"attributes\":{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}}";
        api.refused(api.ndjson(graph, "", deep), 422, "LIMIT_EXCEEDED");
        api.refused(api.json(graph, "", "{\"rows\":[" + deep + "]}"), 422, "LIMIT_EXCEEDED");
        assertThat(api.nodes(graph)).isZero();
    }

    @Test
    void aRaggedCsvRowIsNamedByItsLine() {
        String csv = "id,age\nada,36\nbob\ncyd,40\n";
        JsonNode problem = api.refused(api.csv(graph, "?kind=nodes", csv), 400, "MALFORMED_BODY");
        assertThat(problem.path("detail").asString()).contains("1 cells", "2");
        assertThat(problem.path("errors").get(0).path("line").asLong()).isEqualTo(3);
        assertThat(api.nodes(graph)).isZero();
        JsonNode answer = api.ok(api.csv(graph, "?kind=nodes&onError=skip", csv));
        assertThat(answer.path("created").asLong()).isEqualTo(2);
        assertThat(answer.path("rejected").asLong()).isEqualTo(1);
    }

    @Test
    void whereALenientBatchEndsEarlyTheProblemTellsWhatWasKept() {
        JsonNode problem = api.refused(
                api.csv(graph, "?kind=nodes&onError=skip&chunk=2", "id\na\nb\nc\n\"unclosed\n"), 400, "MALFORMED_BODY");
        assertThat(problem.path("errors").get(0).path("detail").asString()).contains("3 created");
        assertThat(api.nodes(graph)).isEqualTo(3);
        JsonNode json = api.refused(
                api.json(graph, "?onError=skip", "{\"rows\":[{\"node\":{\"id\":\"d\"}},{\"node\""),
                400,
                "MALFORMED_BODY");
        assertThat(json.path("errors").get(0).path("detail").asString()).contains("1 created");
    }
}
