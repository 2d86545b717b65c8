package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What single and batched mode have in common, and what not. */
class ChunkTest extends OnTheRealEngine {

    private String graph;

    @BeforeEach
    void makeGraph() {
        graph = api.newGraph();
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "7, 15", "99, 2", "100, 1", "4096, 1"})
    void oneCrossingPerChunkAndTheGraphIsTheSame(int chunk, int chunks) {
        String other = api.newGraph();
        String rows = nodesAndEdges(60, 40);
        JsonNode strict = api.ok(api.ndjson(graph, "?chunk=" + chunk, rows));
        JsonNode lenient = api.ok(api.ndjson(other, "?onError=skip&chunk=" + chunk, rows));
        assertThat(strict.path("chunks").asLong()).isEqualTo(chunks);
        // Begin and commit are crossings too.
        assertThat(strict.path("crossings").path("calls").asLong()).isEqualTo(chunks + 2);
        assertThat(lenient.path("crossings").path("calls").asLong()).isEqualTo(chunks);
        assertThat(lenient.path("crossings").path("rows").asLong()).isEqualTo(100);
        String reference = api.newGraph();
        api.ok(api.ndjson(reference, "?chunk=65536", rows));
        assertThat(contents(graph)).isEqualTo(contents(reference)).isEqualTo(contents(other));
    }

    @Test
    void singleModeCrossesAsOftenAsThereAreRowsAndBatchedModeAsOftenAsThereAreChunks() {
        String rows = nodesAndEdges(9_999, 1);
        assertThat(api.ok(api.ndjson(graph, "?onError=skip&chunk=1", rows))
                        .path("crossings")
                        .path("calls")
                        .asLong())
                .isEqualTo(10_000);
        String other = api.newGraph();
        assertThat(api.ok(api.ndjson(other, "?onError=skip", rows))
                        .path("crossings")
                        .path("calls")
                        .asLong())
                .isEqualTo(3);
    }

    private String contents(String of) {
        return api.get("/api/v1/graphs/" + of + "/nodes?limit=1000")
                        .path("items")
                        .toString()
                + api.get("/api/v1/graphs/" + of + "/edges?limit=1000").path("items");
    }

    private static String nodesAndEdges(int nodes, int edges) {
        var rows = new StringBuilder();
        for (int i = 0; i < nodes; i++) {
            rows.append("{\"node\":{\"id\":\"n")
                    .append(i)
                    .append("\",\"labels\":[\"L")
                    .append(i % 3)
                    .append("\"],\"attributes\":{\"value\":")
                    .append(i)
                    .append(",\"even\":")
                    .append(i % 2 == 0)
                    .append("}}}\n");
        }
        for (int i = 0; i < edges; i++) {
            rows.append("{\"edge\":{\"source\":\"n")
                    .append(i % nodes)
                    .append("\",\"target\":\"n")
                    .append((i + 7) % nodes)
                    .append("\",\"type\":\"T\",\"attributes\":{\"weight\":")
                    .append(i)
                    .append(".5}}}\n");
        }
        return rows.toString();
    }
}
