package dev.kneiphof.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies that are too large, over a real connection: announced and chunked. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BodyLimitTest {

    private static final int LARGE_BYTES = 40 << 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @BeforeEach
    void createGraph() throws Exception {
        assertThat(post("/api/v1/graphs", BodyPublishers.ofString("{\"name\":\"body\"}"))
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void removeGraph() throws Exception {
        HttpRequest request = request("/api/v1/graphs/body").DELETE().build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
        client.close();
    }

    @Test
    void f030AnAnnouncedBodyOf40MebibytesIsRefused() throws Exception {
        assertTooLarge(post("/api/v1/graphs/body/nodes", BodyPublishers.ofByteArray(spaces(LARGE_BYTES))));
    }

    @Test
    void f030AChunkedBodyIsRefusedWhereItPassesTheLimit() throws Exception {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new Spaces(LARGE_BYTES));

        assertThat(chunked.contentLength()).isNegative();
        assertTooLarge(post("/api/v1/graphs/body/nodes", chunked));
    }

    @Test
    void f030ABodyJustBelowTheLimitIsRead() throws Exception {
        byte[] node = "{\"id\":\"padded\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] body = spaces((int) BodyCap.BYTES_MAX);
        System.arraycopy(node, 0, body, body.length - node.length, node.length);

        assertThat(post("/api/v1/graphs/body/nodes", BodyPublishers.ofByteArray(body))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void f132ACompressedBodyIsInflated() throws Exception {
        byte[] node = "{\"id\":\"inflated\"}".getBytes(StandardCharsets.US_ASCII);

        assertThat(compressed("/api/v1/graphs/body/nodes", "application/json", Gzip.of(node))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void f132ABombIsRefusedWhereItPassesItsRatio() throws Exception {
        byte[] bomb = Gzip.of(spaces(LARGE_BYTES));
        assertThat(bomb).hasSizeLessThan(LARGE_BYTES / 500);

        // A lenient batch may be as long as it likes, if that much is sent.
        HttpResponse<String> batch = compressed("/api/v1/graphs/body/batch?onError=skip", "application/x-ndjson", bomb);
        assertThat(batch.statusCode()).isEqualTo(413);
        assertThat(batch.body()).contains("BODY_TOO_LARGE");
        assertThat(compressed("/api/v1/graphs/body/nodes", "application/json", bomb)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void f132WhatGzipDidNotWriteIsMalformed() throws Exception {
        byte[] cut = Arrays.copyOf(Gzip.of("{\"id\":\"cut\"}".getBytes(StandardCharsets.US_ASCII)), 12);
        byte[] comment = new byte[4 << 20];
        Arrays.fill(comment, (byte) 'c');
        System.arraycopy(new byte[] {31, -117, 8, 16, 0, 0, 0, 0, 0, 0}, 0, comment, 0, 10);

        for (byte[] body : List.of(cut, comment, "{\"id\":\"plain\"}".getBytes(StandardCharsets.US_ASCII))) {
            HttpResponse<String> answer = compressed("/api/v1/graphs/body/nodes", "application/json", body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("MALFORMED_BODY");
        }
    }

    private HttpResponse<String> compressed(String path, String type, byte[] body) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("BODY_TOO_LARGE", String.valueOf(BodyCap.BYTES_MAX));
    }

    private static byte[] spaces(int count) {
        byte[] spaces = new byte[count];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    /** So many spaces, which JSON allows in front of a document. */
    private static final class Spaces extends InputStream {

        private long left;

        Spaces(long count) {
            left = count;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
