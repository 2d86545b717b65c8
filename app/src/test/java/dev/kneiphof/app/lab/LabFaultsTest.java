package dev.kneiphof.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.OpenMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What goes wrong while an experiment runs, over real sockets: nothing is left running, nothing is left open. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "kneiphof.lab.run-max=10m")
class LabFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LONG = "{\"millis\":600000}";

    @LocalServerPort
    private int port;

    @Autowired
    private LabRuns runs;

    @Autowired
    private LabRunStream stream;

    private final HttpClient client = HttpClient.newHttpClient();
    private OpenMemory before = Crossings.open();

    @BeforeEach
    void countWhatIsOpen() {
        before = Crossings.open();
    }

    @AfterEach
    void nothingIsLeftRunningAndNothingOpen() {
        LabRun running = runs.running();
        if (running != null) {
            running.cancel();
        }
        client.close();
        await().atMost(SOON).until(() -> runs.running() == null);
        await().atMost(SOON).until(() -> stream.clients() == 0);
        await().atMost(SOON).until(() -> labThreads().isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(Crossings.open()).isEqualTo(before));
    }

    @Test
    void aReaderOfTheEventsWhoVanishesIsForgottenAndTheRunGoesOn() throws Exception {
        LabRun run = startedRun("empty-call", LONG);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET /api/v1/lab/runs/%s/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(run.id(), port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
            assertThat(stream.clients()).isEqualTo(1);
            // Gone without a word: a reset instead of an end.
            socket.setSoLinger(true, 0);
        }
        await().atMost(SOON).until(() -> stream.clients() == 0);
        assertThat(run.hasEnded()).isFalse();
    }

    @Test
    void ofManyWhoStartAtOnceOneIsServedAndTheOthersAreToldToWait() {
        List<CompletableFuture<HttpResponse<String>>> starting = IntStream.range(0, 8)
                .mapToObj(person -> client.sendAsync(request("empty-call", LONG), BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> answers =
                starting.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 202)
                .hasSize(7)
                .allSatisfy(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                });
    }

    @Test
    void aServerThatStopsEndsTheRunFirstAndTakesNoOther() throws Exception {
        LabRun run = startedRun("threads", LONG);
        runs.stop();
        try {
            assertThat(run.view().state()).isEqualTo("cancelled");
            // A pool has ended before the last of its threads has.
            await().atMost(SOON).until(() -> labThreads().isEmpty());
            assertThat(client.send(request("threads", LONG), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(503);
        } finally {
            runs.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunks", "async", "threads", "view-copy", "predicate", "tracing", "whole-stack"})
    void anExperimentThatIsCancelledHalfWayLeavesNothingBehind(String experiment) throws Exception {
        LabRun run = startedRun(experiment, LONG);
        await().atMost(SOON).until(() -> !run.view().phase().equals("preparing"));
        assertThat(run.hasEnded()).isFalse();
        run.cancel();
        await().atMost(SOON).until(run::hasEnded);
        assertThat(run.view().state()).isEqualTo("cancelled");
    }

    private LabRun startedRun(String experiment, String body) throws IOException, InterruptedException {
        HttpResponse<String> started = client.send(request(experiment, body), BodyHandlers.ofString());
        assertThat(started.statusCode()).isEqualTo(202);
        String address = started.headers().firstValue("Location").orElseThrow();
        return runs.require(address.substring(address.lastIndexOf('/') + 1));
    }

    private HttpRequest request(String experiment, String body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/lab/experiments/" + experiment + "/runs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static List<String> labThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("lab-"))
                .toList();
    }
}
