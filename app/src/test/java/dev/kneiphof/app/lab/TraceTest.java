package dev.kneiphof.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.app.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TraceTest extends ApiTest {

    private static final String TRACE = "/api/v1/lab/trace";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Autowired
    private LabRuns labRuns;

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        assertThat(delete(TRACE)).hasStatus(204);
        assertThat(get(TRACE)).bodyJson().extractingPath("$.state").isEqualTo("none");
        assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
        // What a thread has done is seen before its end is.
        await().atMost(SOON)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("lab-trace")));
        LabRun running = labRuns.running();
        if (running != null) {
            running.cancel();
            LabTest.awaitEnd(running);
        }
    }

    @Test
    void aThousandSingleCallsAndOneBatchStandSideBySide() throws Exception {
        assertThat(post(TRACE, "{'preset':'single-and-batch'}")).hasStatus(202).hasHeader("Location", TRACE);
        JsonNode done = awaitDone();
        assertThat(done.path("crossings").asLong()).isEqualTo(1_001);
        assertThat(done.path("dropped").asLong()).isZero();
        JsonNode single = done.path("sections").get(0);
        JsonNode batch = done.path("sections").get(1);
        assertThat(single.path("calls").asLong()).isEqualTo(1_000);
        assertThat(batch.path("calls").asLong()).isEqualTo(1);
        assertThat(single.path("rows").asLong())
                .isEqualTo(1_000)
                .isEqualTo(batch.path("rows").asLong());
        assertThat(batch.path("bytesIn").asLong())
                .isPositive()
                .isLessThan(single.path("bytesIn").asLong());
        assertThat(single.path("crossingMicros").asDouble())
                .isPositive()
                .isLessThan(single.path("micros").asDouble());

        MvcTestResult file = get(TRACE + "/trace.json");
        assertThat(file).hasStatusOk().hasHeader("Content-Disposition", "attachment; filename=\"kneiphof-trace.json\"");
        assertKeepsTheContract("GET /api/v1/lab/trace/trace.json", file);
        JsonNode events =
                MAPPER.readTree(file.getResponse().getContentAsString()).path("traceEvents");
        assertThat(count(events, "single")).isEqualTo(1_000);
        assertThat(count(events, "batch")).isEqualTo(1);
        assertThat(count(events, "section")).isEqualTo(2);
        double last = 0;
        for (JsonNode event : events) {
            if (event.path("ph").asString().equals("X")) {
                assertThat(event.path("ts").asDouble()).isGreaterThanOrEqualTo(last);
                last = event.path("ts").asDouble();
            }
        }
    }

    @Test
    void whatRequestsCrossIsSeenToTheNumberInEveryForm() throws IOException {
        assertThat(post(TRACE, "{'millis':60000}")).hasStatus(202);
        assertThat(get(TRACE)).bodyJson().extractingPath("$.state").isEqualTo("recording");
        addNode("{'id':'ada'}");
        long billed = ((Number) at(get(graph + "/nodes/ada"), "$.crossings.calls")).longValue();
        assertThat(get(graph + "/nodes/nobody")).hasStatus(404);
        MvcTestResult stopped = post(TRACE + "/stop", "");
        addNode("{'id':'unseen'}");

        assertThat(stopped).hasStatusOk();
        assertKeepsTheContract("POST /api/v1/lab/trace/stop", stopped);
        JsonNode view = MAPPER.readTree(stopped.getResponse().getContentAsString());
        assertThat(view.path("state").asString()).isEqualTo("done");
        long calls = 0;
        long errors = 0;
        for (JsonNode function : view.path("functions")) {
            calls += function.path("calls").asLong();
            errors += function.path("errors").asLong();
        }
        assertThat(calls).isEqualTo(view.path("crossings").asLong()).isGreaterThan(billed + 1);
        assertThat(errors).isEqualTo(1);
        JsonNode events = MAPPER.readTree(
                        get(TRACE + "/trace.json").getResponse().getContentAsString())
                .path("traceEvents");
        assertThat(count(events, "crossing")).isEqualTo(calls);
        assertThat(recorded())
                .hasSize((int) calls)
                .allMatch(event -> event.getEventType().getName().equals("dev.kneiphof.Crossing"));
    }

    @Test
    void ofMoreCrossingsThanAreKeptTheOthersAreCounted() {
        assertThat(post(TRACE, "{'millis':60000,'capacity':64}")).hasStatus(202);
        for (int i = 0; i < 100; i++) {
            addNode("{'id':'n%d'}".formatted(i));
        }
        MvcTestResult stopped = post(TRACE + "/stop", "");
        assertThat(stopped).bodyJson().extractingPath("$.kept").isEqualTo(64);
        int crossings = (int) at(stopped, "$.crossings");
        assertThat(crossings).isGreaterThanOrEqualTo(100);
        assertThat(stopped).bodyJson().extractingPath("$.dropped").isEqualTo(crossings - 64);
    }

    @Test
    void aTraceEndsByItselfWhenItsTimeIsOver() throws Exception {
        assertThat(post(TRACE, "{'millis':100}")).hasStatus(202);
        assertThat(awaitDone().path("nanos").asLong()).isGreaterThanOrEqualTo(100_000_000);
    }

    @Test
    void traceAndExperimentRunOneAtATime() throws Exception {
        assertThat(post(TRACE, "{'millis':60000}")).hasStatus(202);
        MvcTestResult second = post(TRACE, "{}");
        assertProblem(second, 429, "TOO_MANY_REQUESTS");
        assertThat(second).bodyJson().extractingPath("$.detail").asString().contains(TRACE + "/stop");
        assertThat(Integer.parseInt(String.valueOf(second.getResponse().getHeader("Retry-After"))))
                .isBetween(2, 60);
        assertProblem(post("/api/v1/lab/experiments/empty-call/runs", "{}"), 429, "TOO_MANY_REQUESTS");
        assertThat(post(TRACE + "/stop", "")).hasStatusOk();
        assertThat(post("/api/v1/lab/experiments/empty-call/runs", "{'millis':5000}"))
                .hasStatus(202);
        assertProblem(post(TRACE, "{}"), 429, "TOO_MANY_REQUESTS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'millis':99} | /millis | 99",
                "{'millis':60001} | /millis | 60001",
                "{'capacity':63} | /capacity | 63",
                "{'capacity':131073} | /capacity | 131073",
                "{'preset':'everything'} | /preset | everything"
            })
    void whatIsOutOfRangeIsRefusedByName(String body, String pointer, String value) {
        MvcTestResult refused = post(TRACE, body);
        assertProblem(refused, 400, "INVALID_ARGUMENT");
        assertThat(refused).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo(pointer);
        assertThat(refused).bodyJson().extractingPath("$.value").isEqualTo(value);
    }

    @Test
    void withoutATraceThereAreNoFiles() {
        assertProblem(get(TRACE + "/trace.json"), 404, "RESOURCE_NOT_FOUND");
        assertProblem(get(TRACE + "/trace.jfr"), 404, "RESOURCE_NOT_FOUND");
        assertProblem(post(TRACE + "/stop", ""), 404, "RESOURCE_NOT_FOUND");
        assertThat(post(TRACE, "{'millis':60000}")).hasStatus(202);
        assertProblem(get(TRACE + "/trace.json"), 404, "RESOURCE_NOT_FOUND");
        assertProblem(get(TRACE + "/trace.jfr"), 404, "RESOURCE_NOT_FOUND");
    }

    private List<RecordedEvent> recorded() throws IOException {
        MvcTestResult file = get(TRACE + "/trace.jfr");
        assertThat(file)
                .hasStatusOk()
                .hasHeader("Content-Type", "application/octet-stream")
                .hasHeader("Content-Disposition", "attachment; filename=\"kneiphof-trace.jfr\"");
        Path path = directory.resolve("trace.jfr");
        Files.write(path, file.getResponse().getContentAsByteArray());
        return RecordingFile.readAllEvents(path);
    }

    private JsonNode awaitDone() throws Exception {
        await().atMost(SOON).until(() -> at(get(TRACE), "$.state").equals("done"));
        MvcTestResult view = get(TRACE);
        assertKeepsTheContract("GET /api/v1/lab/trace", view);
        return MAPPER.readTree(view.getResponse().getContentAsString());
    }

    private static void assertKeepsTheContract(String operation, MvcTestResult result) throws IOException {
        assertThat(Contract.read()
                        .violations(
                                operation,
                                200,
                                "application/json",
                                result.getResponse().getContentAsString()))
                .isEmpty();
    }

    private static long count(JsonNode events, String category) {
        return events.valueStream()
                .filter(event -> event.path("cat").asString("").equals(category))
                .count();
    }
}
