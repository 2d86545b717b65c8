package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.web.Gzip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Requests that are refused before a row is looked at, and their limits. */
class BatchRequestTest extends OnTheRealEngine {

    private String graph;

    @BeforeEach
    void makeGraph() {
        graph = api.newGraph();
    }

    @Test
    void F030_aStrictBodyOverTheLimitIsRefusedAndALenientOneIsStreamed() {
        String row = "{\"node\":{\"id\":\"%d\",\"attributes\":{\"text\":\"" + "x".repeat(1_000_000) + "\"}}}\n";
        String body = IntStream.range(0, 34).mapToObj(row::formatted).collect(Collectors.joining());
        api.refused(api.ndjson(graph, "", body), 413, "BODY_TOO_LARGE");
        assertThat(api.nodes(graph)).isZero();
        assertThat(api.ok(api.ndjson(graph, "?onError=skip&chunk=8", body))
                        .path("created")
                        .asLong())
                .isEqualTo(34);
    }

    @Test
    void F030_aStrictCsvOverTheLimitIsRefusedToo() {
        String csv = "id,text\n" + ("%d," + "x".repeat(1_000_000) + "\n").repeat(34);
        api.refused(api.csv(graph, "?kind=nodes", csv), 413, "BODY_TOO_LARGE");
        assertThat(api.nodes(graph)).isZero();
    }

    @Test
    void moreStrictRowsThanTheLimitAreRefusedAndLenientOnesAreNot() {
        String body = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> "{\"node\":{\"id\":\"" + i + "\"}}\n")
                .collect(Collectors.joining());
        JsonNode problem = api.refused(api.ndjson(graph, "", body), 422, "LIMIT_EXCEEDED");
        assertThat(problem.path("detail").asString()).contains("100001", "100000", "onError=skip");
        assertThat(api.nodes(graph)).isZero();
        assertThat(api.ok(api.ndjson(graph, "?onError=skip", body))
                        .path("created")
                        .asLong())
                .isEqualTo(100_001);
    }

    @ParameterizedTest
    @CsvSource({
        "?chunk=0, 400",
        "?chunk=65537, 400",
        "?chunk=abc, 400",
        "?chunk=-1, 400",
        "?chunk=1&chunk=2, 400",
        "?onError=maybe, 400",
        "?chunks=5, 400",
        "?kind=nodes, 400"
    })
    void aParameterThatMakesNoSenseIsRefused(String query, int status) {
        JsonNode problem =
                api.refused(api.ndjson(graph, query, "{\"node\":{\"id\":\"a\"}}\n"), status, "INVALID_ARGUMENT");
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(api.nodes(graph)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?kind=vertices",
                "?kind=nodes&op=replace",
                "?kind=nodes&types=guess",
                "?kind=nodes&columns=age",
                "?kind=nodes&columns=age:number",
                "?kind=nodes&columns=age:text,age:text"
            })
    void aCsvWithoutAKindOrWithAnUnknownOptionIsRefused(String query) {
        api.refused(api.csv(graph, query, "id,age\na,1\n"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void aGraphThatDoesNotExistIsNotMade() {
        api.refused(api.ndjson("nowhere", "", "{\"node\":{\"id\":\"a\"}}\n"), 404, "GRAPH_NOT_FOUND");
    }

    @Test
    void F132_aBatchMayBeCompressed() throws IOException {
        MvcTestResult result = compressed("gzip", "{\"node\":{\"id\":\"a\"}}\n{\"node\":{\"id\":\"b\"}}\n");
        assertThat(api.ok(result).path("created").asLong()).isEqualTo(2);
    }

    @Test
    void F132_otherEncodingsAreNotTaken() throws IOException {
        MvcTestResult result = compressed("gzip, gzip", "{\"node\":{\"id\":\"a\"}}\n");
        api.refused(result, 415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(result).hasHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
    }

    private MvcTestResult compressed(String encoding, String rows) throws IOException {
        return mvc.post()
                .uri("/api/v1/graphs/" + graph + "/batch")
                .contentType("application/x-ndjson")
                .header(HttpHeaders.CONTENT_ENCODING, encoding)
                .content(Gzip.of(rows.getBytes(StandardCharsets.UTF_8)))
                .exchange();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "application/x-ndjson;charset=ISO-8859-1"
            })
    void F135_otherMediaTypesAreNotTaken(String type) {
        api.refused(
                api.post("/api/v1/graphs/" + graph + "/batch", type, "{\"node\":{\"id\":\"a\"}}"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void F135_aCsvInAnotherCharsetIsNotReadAsUtf8() {
        api.refused(
                api.post("/api/v1/graphs/" + graph + "/batch?kind=nodes", "text/csv;charset=ISO-8859-1", "id\na\n"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void F134_aMultipartUploadIsNotTakenSoItsFileNameMeansNothing() {
        String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"\r\n"
                + "Content-Type: text/csv\r\n\r\nid\na\r\n--x--\r\n";
        api.refused(
                api.post("/api/v1/graphs/" + graph + "/batch?kind=nodes", "multipart/form-data; boundary=x", body),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }
}
