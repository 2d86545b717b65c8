package dev.kneiphof.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.app.Contract;
import dev.kneiphof.app.lab.pitfall.Pitfall;
import dev.kneiphof.app.lab.pitfall.Pitfalls;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.OpenMemory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PitfallsTest extends ApiTest {

    private static final String PITFALLS = "/api/v1/lab/pitfalls";
    private static final Duration SOON = Duration.ofSeconds(60);

    static Stream<String> ways() {
        return new Pitfalls()
                .list().stream()
                        .map(Pitfall::description)
                        .map(Pitfall.Description::id)
                        .flatMap(id -> Stream.of(id + "/wrong", id + "/right"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eachWayKeepsTheContractAndLeavesNothingOpen(String way) throws Exception {
        OpenMemory before = Crossings.open();
        MvcTestResult done = post(PITFALLS + "/" + way, "");
        assertThat(done).hasStatusOk();
        assertThat(Contract.read()
                        .violations(
                                "POST " + PITFALLS + "/{pitfall}" + way.substring(way.lastIndexOf('/')),
                                200,
                                "application/json",
                                done.getResponse().getContentAsString()))
                .isEmpty();
        OpenMemory after = Crossings.open();
        assertThat(after.graphs()).isEqualTo(before.graphs());
        assertThat(after.arenas()).isEqualTo(before.arenas());
        assertThat(after.views()).isEqualTo(before.views());
        // What a thread has done is seen before its end is.
        await().atMost(SOON)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("lab-pitfall")));
    }

    @Test
    void manySmallCallsCrossOnceARowAndABatchOnce() throws Exception {
        long wrong = calls(run("many-small-calls", "wrong"));
        long right = calls(run("many-small-calls", "right"));
        // Row by row, the names of the two attributes cross as well, the schema that the rows turn out to have, and a
        // text that repeats.
        assertThat(wrong - right).isEqualTo(999 + 2 + 1 + 1);
    }

    @Test
    void nestedValuesTakeMoreBytesOverTheBoundary() throws Exception {
        assertThat(run("nested-values", "wrong")
                        .path("crossings")
                        .path("bytesIn")
                        .asLong())
                .isGreaterThan(run("nested-values", "right")
                        .path("crossings")
                        .path("bytesIn")
                        .asLong());
    }

    @Test
    void aMissedCloseIsReportedAndAClosedViewIsNot() throws Exception {
        JsonNode wrong = run("missed-close", "wrong");
        assertThat(evidence(wrong, "views left open")).isEqualTo("1");
        assertThat(wrong.path("caught").path("kind").asString()).isEqualTo("report");
        JsonNode right = run("missed-close", "right");
        assertThat(evidence(right, "views left open")).isEqualTo("0");
        assertThat(right.has("caught")).isFalse();
    }

    @Test
    void theWrongThreadIsToldSo() throws Exception {
        JsonNode wrong = run("wrong-thread", "wrong");
        assertThat(wrong.path("caught").path("type").asString()).isEqualTo("java.lang.WrongThreadException");
        assertThat(wrong.path("caught").path("message").asString()).contains("belongs to the thread");
        assertThat(evidence(run("wrong-thread", "right"), "calls of the other thread"))
                .isEqualTo("1");
    }

    @Test
    void anUncheckedErrorLosesRowsAndAStrictBatchThrows() throws Exception {
        JsonNode wrong = run("unchecked-error", "wrong");
        assertThat(evidence(wrong, "nodes there")).isEqualTo("8");
        assertThat(wrong.has("caught")).isFalse();
        JsonNode right = run("unchecked-error", "right");
        assertThat(evidence(right, "nodes there")).isEqualTo("0");
        assertThat(right.path("caught").path("type").asString()).endsWith("NodeAlreadyExistsException");
        assertThat(right.path("caught").path("message").asString()).contains("person-0");
    }

    @Test
    void aPredicateForEachRowCallsBackForEachRow() throws Exception {
        JsonNode wrong = run("per-row-upcalls", "wrong");
        JsonNode right = run("per-row-upcalls", "right");
        assertThat(evidence(wrong, "nodes that passed")).isEqualTo(evidence(right, "nodes that passed"));
        assertThat(calls(wrong) - calls(right)).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void aCollectionWaitsForACriticalCallHoweverLongItIs() {
        // Told by a clock, which a busy machine can spoil for once.
        await().atMost(SOON)
                .until(() -> evidence(run("long-critical-calls", "wrong"), "collection had to wait for the call")
                        .equals("yes"));
    }

    @Test
    void timingEveryCallReadsTheClockTwiceForEach() throws Exception {
        assertThat(evidence(run("timing-every-call", "wrong"), "readings of the clock"))
                .isEqualTo("400000");
        assertThat(evidence(run("timing-every-call", "right"), "readings of the clock"))
                .isEqualTo("1562");
    }

    @Test
    void theListKeepsTheContractAndWhatIsUnknownIsNotFound() throws Exception {
        MvcTestResult list = get(PITFALLS);
        assertThat(list)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.pitfalls.length()")
                .isEqualTo(8);
        assertThat(Contract.read()
                        .violations(
                                "GET " + PITFALLS,
                                200,
                                "application/json",
                                list.getResponse().getContentAsString()))
                .isEmpty();
        assertProblem(post(PITFALLS + "/nothing/wrong", ""), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aPitfallIsNotRunBesideATrace() {
        assertThat(post("/api/v1/lab/trace", "{'millis':60000}")).hasStatus(202);
        try {
            assertProblem(post(PITFALLS + "/nested-values/right", ""), 429, "TOO_MANY_REQUESTS");
        } finally {
            assertThat(delete("/api/v1/lab/trace")).hasStatus(204);
        }
    }

    private JsonNode run(String pitfall, String way) throws Exception {
        MvcTestResult done = post(PITFALLS + "/" + pitfall + "/" + way, "");
        assertThat(done).hasStatusOk();
        return new JsonMapper().readTree(done.getResponse().getContentAsString());
    }

    private static long calls(JsonNode way) {
        return way.path("crossings").path("calls").asLong();
    }

    private static String evidence(JsonNode way, String name) {
        return way.path("evidence")
                .valueStream()
                .filter(evidence -> evidence.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asString();
    }
}
