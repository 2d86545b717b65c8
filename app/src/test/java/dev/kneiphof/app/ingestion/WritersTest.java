package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.graph.GraphService;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Several writers of one graph, over real connections. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WritersTest {

    private static final String GRAPH = "shared-by-writers";

    @LocalServerPort
    private int port;

    @Autowired
    private GraphService graphs;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void makeGraph() {
        graphs.create(GRAPH, true);
    }

    @AfterEach
    void removeGraph() {
        graphs.remove(GRAPH);
    }

    @Test
    void aSlowStrictClientDoesNotHoldTheGraph() throws Exception {
        CompletableFuture<HttpResponse<String>> slow;
        try (var body = new PipedOutputStream()) {
            var source = new PipedInputStream(body, 1 << 16);
            slow = send("", BodyPublishers.ofInputStream(() -> source));
            body.write(node("slow-1"));
            body.flush();
            for (int i = 0; i < 5; i++) {
                assertThat(send("", BodyPublishers.ofByteArray(node("fast-" + i)))
                                .get(60, TimeUnit.SECONDS)
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(graphs.get(GRAPH).graph().counts().nodes()).isEqualTo(5);
            body.write(node("slow-2"));
        }
        assertThat(slow.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(graphs.get(GRAPH).graph().counts().nodes()).isEqualTo(7);
    }

    @Test
    void twoWritersAtOnceLoseNothing() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int batch = 0; batch < 40; batch++) {
            var rows = new StringBuilder();
            for (int row = 0; row < 50; row++) {
                rows.append(new String(node("n-" + batch + "-" + row), StandardCharsets.UTF_8));
            }
            answers.add(send("?chunk=7", BodyPublishers.ofString(rows.toString())));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        assertThat(graphs.get(GRAPH).graph().counts().nodes()).isEqualTo(2_000);
    }

    private CompletableFuture<HttpResponse<String>> send(String query, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/graphs/" + GRAPH + "/batch" + query))
                .header("Content-Type", "application/x-ndjson")
                .POST(body)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private static byte[] node(String id) {
        return ("{\"node\":{\"id\":\"" + id + "\"}}\n").getBytes(StandardCharsets.UTF_8);
    }
}
