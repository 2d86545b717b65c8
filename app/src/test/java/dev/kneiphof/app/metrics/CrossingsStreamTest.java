package dev.kneiphof.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CrossingsStreamTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = new JsonMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private CrossingsStream stream;

    private final List<HttpResponse<InputStream>> open = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void leave() throws IOException {
        for (HttpResponse<InputStream> response : open) {
            response.body().close();
        }
        await().atMost(SOON).until(() -> stream.clients() == 0);
        await().atMost(SOON).until(() -> threads("crossings-tick") == 0);
    }

    @Test
    void theReportComesAtOnceAndThenEverySecond() throws Exception {
        HttpResponse<InputStream> response = connect();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        BufferedReader lines = reader(response);
        JsonNode first = nextReport(lines);
        post("/api/v1/graphs", "{\"name\":\"streamed\"}");
        JsonNode second = nextReport(lines);
        // Where a tick came between the two, the next one tells.
        while (calls(second) == calls(first)) {
            second = nextReport(lines);
        }
        assertThat(calls(second)).isGreaterThan(calls(first));
        assertThat(second.path("functions").size()).isPositive();
        assertThat(second.path("since")).isEqualTo(first.path("since"));
    }

    @Test
    void aTabThatWasAsleepComesBackToTheNewestReportAndMissesNoCount() throws Exception {
        HttpResponse<InputStream> before = connect();
        BufferedReader lines = reader(before);
        long lastId = nextId(lines);
        JsonNode last = nextReport(lines);
        before.body().close();
        post("/api/v1/graphs", "{\"name\":\"while-asleep\"}");
        BufferedReader again = reader(connect());
        long id = nextId(again);
        JsonNode newest = nextReport(again);
        assertThat(id).isGreaterThan(lastId);
        assertThat(newest.path("since")).isEqualTo(last.path("since"));
        assertThat(calls(newest)).isGreaterThan(calls(last));
    }

    private static long calls(JsonNode report) {
        return report.path("totals").path("calls").asLong();
    }

    private static long nextId(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                return Long.parseLong(line.substring("id:".length()).strip());
            }
        }
        throw new IOException("the stream has ended");
    }

    @Test
    void F120_fiftyClientsAreServedByOneTickAndTheNextOneIsRefused() throws Exception {
        for (int i = 0; i < CrossingsStream.CLIENTS_MAX; i++) {
            assertThat(connect().statusCode()).isEqualTo(200);
        }
        assertThat(threads("crossings-tick")).isEqualTo(1);
        HttpResponse<InputStream> refused = connect();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(MAPPER.readTree(refused.body()).path("code").asString()).isEqualTo("TOO_MANY_REQUESTS");
        for (HttpResponse<InputStream> response : open.subList(0, CrossingsStream.CLIENTS_MAX)) {
            nextReport(reader(response));
        }
    }

    @Test
    void F121_aClientThatDoesNotReadHoldsUpNobody() throws Exception {
        connect();
        HttpResponse<InputStream> reading = connect();
        BufferedReader lines = reader(reading);
        for (int i = 0; i < 3; i++) {
            nextReport(lines);
        }
        assertThat(stream.clients()).isEqualTo(2);
    }

    @Test
    void aClientThatIsGoneIsForgotten() throws Exception {
        HttpResponse<InputStream> leaving = connect();
        nextReport(reader(leaving));
        assertThat(stream.clients()).isEqualTo(1);
        leaving.body().close();
        await().atMost(SOON).until(() -> stream.clients() == 0);
    }

    @Test
    void stoppingEndsEveryStreamAndStartingOpensAgain() throws Exception {
        BufferedReader lines = reader(connect());
        nextReport(lines);
        stream.stop();
        try {
            await().atMost(SOON).until(() -> stream.clients() == 0);
            assertThat(connect().statusCode()).isEqualTo(503);
            while (lines.readLine() != null) {
                // What was on its way when the stream ended.
                continue;
            }
        } finally {
            stream.start();
        }
        assertThat(connect().statusCode()).isEqualTo(200);
    }

    private HttpResponse<InputStream> connect() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1/crossings/stream"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        open.add(response);
        return response;
    }

    private void post(String address, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(201);
    }

    private URI uri(String address) {
        return URI.create("http://127.0.0.1:" + port + address);
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode nextReport(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals("event:crossings")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return MAPPER.readTree(lines.readLine().substring("data:".length()));
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }
}
