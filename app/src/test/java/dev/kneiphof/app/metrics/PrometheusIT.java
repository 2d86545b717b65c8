package dev.kneiphof.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus scrapes the running server: what it stores is what the endpoint tells and what the engine counted. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CALLS = "kneiphof_crossing_calls_total";
    private static final String ERRORS = "kneiphof_crossing_errors_total";
    private static final String TIMES = "kneiphof_crossing_time_seconds";
    private static final String QUERY = "kneiphof_graph_query_nodes";
    private static final String SCRAPES = "http_server_requests_seconds_count{uri=\"/actuator/prometheus\"}";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Each meter, and what it is in the endpoint and in the engine's own counters. */
    private static final List<Meter> METERS = List.of(
            new Meter(CALLS, "calls", FunctionCrossings::calls),
            new Meter("kneiphof_crossing_upcalls_total", "upcalls", FunctionCrossings::upcalls),
            new Meter("kneiphof_crossing_rows_total", "rows", FunctionCrossings::rows),
            new Meter(bytes("in", "copy"), "bytesIn", FunctionCrossings::bytesIn),
            new Meter(bytes("out", "copy"), "bytesOut", FunctionCrossings::bytesOut),
            new Meter(bytes("out", "view"), "bytesViewed", FunctionCrossings::bytesViewed),
            new Meter(TIMES + "_count", "sampled", FunctionCrossings::sampled));

    private record Meter(String series, String field, ToLongFunction<FunctionCrossings> counted) {}

    @LocalServerPort
    private int server;

    @TempDir
    private Path directory;

    @Test
    void whatPrometheusScrapesIsExactlyWhatTheEngineCounted() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            removeGraphs(client);
            // The first answer takes the longest; Prometheus would not wait for it.
            assertThat(send(client, "GET", "/actuator/prometheus", "")).contains(CALLS);
            compare(client);
        }
    }

    private void compare(HttpClient client) throws Exception {
        try (Prometheus prometheus = Prometheus.scraping(server, directory)) {
            await().atMost(PATIENCE).until(() -> !prometheus.query(CALLS, "fn").isEmpty());
            cross(client);
            // A code that is new becomes a series with the scrape after the one that met it.
            await().atMost(PATIENCE)
                    .until(() -> prometheus.query(ERRORS, "code").containsKey("NODE_ALREADY_EXISTS"));
            // What a cleaner closes between scrape and look is there in both the next time.
            await().atMost(PATIENCE).pollInSameThread().untilAsserted(() -> assertSame(client, prometheus));
            assertThat(prometheus.query(SCRAPES, "status"))
                    .as("every scrape was answered")
                    .containsOnlyKeys("200");
        }
    }

    /** The newest scrape, the endpoint, and the engine's own counters. */
    private void assertSame(HttpClient client, Prometheus prometheus) throws IOException, InterruptedException {
        awaitScrape(prometheus);
        JsonNode functions = functions(client);
        Map<String, FunctionCrossings> engine = engine();
        for (Meter meter : METERS) {
            Map<String, Double> scraped = prometheus.query(meter.series(), "fn");
            assertThat(scraped.keySet()).as(meter.series()).isEqualTo(engine.keySet());
            scraped.forEach((function, value) -> assertThat(value.longValue())
                    .as("%s of %s", meter.series(), function)
                    .isEqualTo(meter.counted().applyAsLong(engine.get(function)))
                    .isEqualTo(told(functions, function, meter.field())));
        }
        Map<String, Double> errors = prometheus.query("sum by (fn) (" + ERRORS + ")", "fn");
        engine.forEach((function, crossings) -> assertThat(errors.getOrDefault(function, 0.0))
                .as("errors of %s", function)
                .isEqualTo(crossings.errors()));
        assertThat(prometheus.query("histogram_quantile(0.5, " + TIMES + "_bucket)", "fn"))
                .hasEntrySatisfying(
                        QUERY,
                        median -> assertThat(median)
                                .isBetween(1e-9, engine.get(QUERY).nanos().max() * 4e-9));
        assertThat(prometheus.query("kneiphof_crossing_view_open", "job").values())
                .containsExactly((double) Crossings.open().views());
    }

    /** Graphs that other tests have left would be asked for their memory by each scrape: the counts would never stand still. */
    private void removeGraphs(HttpClient client) throws IOException, InterruptedException {
        for (JsonNode graph :
                MAPPER.readTree(send(client, "GET", "/api/v1/graphs", "")).path("graphs")) {
            send(client, "DELETE", "/api/v1/graphs/" + graph.path("name").asString(), "");
        }
    }

    /** Something of every kind; the graph is removed, so that no scrape crosses any more to ask for its memory. */
    private void cross(HttpClient client) throws IOException, InterruptedException {
        assertThat(send(client, "POST", "/api/v1/graphs", "{\"name\":\"scraped\"}"))
                .contains("scraped");
        send(client, "POST", "/api/v1/graphs/scraped/nodes", "{\"id\":\"ada\",\"attributes\":{\"born\":1815}}");
        send(client, "POST", "/api/v1/graphs/scraped/nodes", "{\"id\":\"ada\"}");
        send(client, "POST", "/api/v1/graphs/scraped/nodes:query", "{\"filter\":{\"has\":\"born\"}}");
        send(client, "GET", "/api/v1/graphs/scraped", "");
        send(client, "DELETE", "/api/v1/graphs/scraped", "");
    }

    /** Until a scrape has begun after now, and after the moment for which one reading of the counters serves. */
    private static void awaitScrape(Prometheus prometheus) throws InterruptedException {
        double since = Instant.now().plusMillis(1_000).toEpochMilli() / 1_000.0;
        await().atMost(PATIENCE)
                .until(() -> prometheus.query("timestamp(" + CALLS + ")", "fn").values().stream()
                        .anyMatch(scraped -> scraped > since));
    }

    private JsonNode functions(HttpClient client) throws IOException, InterruptedException {
        return MAPPER.readTree(send(client, "GET", "/actuator/crossings", "")).path("functions");
    }

    private static long told(JsonNode functions, String name, String field) {
        return StreamSupport.stream(functions.spliterator(), false)
                .filter(function -> function.path("name").asString().equals(name))
                .mapToLong(function -> function.path(field).asLong())
                // The endpoint leaves out what was never called.
                .findFirst()
                .orElse(0);
    }

    private static Map<String, FunctionCrossings> engine() {
        return Crossings.snapshot().functions().stream()
                .collect(java.util.stream.Collectors.toMap(FunctionCrossings::name, function -> function));
    }

    private String send(HttpClient client, String method, String address, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server + address))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private static String bytes(String direction, String kind) {
        return "kneiphof_crossing_bytes_total{dir=\"%s\",kind=\"%s\"}".formatted(direction, kind);
    }
}
