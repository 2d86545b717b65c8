package dev.kneiphof.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.app.Contract;
import dev.kneiphof.app.lab.experiment.Arguments;
import dev.kneiphof.app.lab.experiment.Experiment;
import dev.kneiphof.app.lab.experiment.ExperimentCatalog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class LabTest extends ApiTest {

    private static final String EXPERIMENTS = "/api/v1/lab/experiments";
    private static final String RUNS = "/api/v1/lab/runs/";

    private static final Duration ENDLESS = Duration.ofMinutes(10);

    @Autowired
    private LabRuns labRuns;

    @Autowired
    private ExperimentCatalog catalog;

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        LabRun running = labRuns.running();
        if (running != null) {
            running.cancel();
            awaitEnd(running);
        }
    }

    @Test
    void everyExperimentSaysWhatItAsksAndCanBeFoundByItsId() {
        MvcTestResult list = get(EXPERIMENTS);
        assertThat(list).hasStatusOk();
        assertThat(list).bodyJson().extractingPath("$.experiments[0].id").isEqualTo("empty-call");
        assertThat(list).bodyJson().extractingPath("$.millis.max").isEqualTo(5000);
        assertThat(get(EXPERIMENTS + "/chunks"))
                .bodyJson()
                .extractingPath("$.parameters[1].max")
                .isEqualTo(65_536);
        assertProblem(get(EXPERIMENTS + "/nothing"), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void aRunTellsItsResultInFullAndAsFiles() throws Exception {
        LabRun run = startedRun("chunks", "{'parameters':{'rows':500,'chunk':100},'millis':200}");
        awaitEnd(run);

        MvcTestResult done = get(RUNS + run.id());
        assertThat(Contract.read()
                        .violations(
                                "GET /api/v1/lab/runs/{run}",
                                200,
                                "application/json",
                                done.getResponse().getContentAsString()))
                .isEmpty();
        assertThat(done).bodyJson().extractingPath("$.state").isEqualTo("done");
        assertThat(done)
                .bodyJson()
                .extractingPath("$.result.environment.memoryBarrier")
                .isIn("system", "fence");
        assertThat(done)
                .bodyJson()
                .extractingPath("$.permalink")
                .isEqualTo("/lab/experiments/chunks?rows=500&chunk=100");
        // A call for each row, two for names, one for the schema that the rows turn out to have, four for texts that
        // repeat.
        assertThat(done)
                .bodyJson()
                .extractingPath("$.result.modes[0].counts.calls")
                .isEqualTo(507);
        assertThat(done).bodyJson().extractingPath("$.result.modes[0].verdict").isEqualTo("baseline");
        assertThat(get(RUNS + run.id() + "/result.json"))
                .hasStatusOk()
                .hasHeader("Content-Disposition", "attachment; filename=\"kneiphof-lab-chunks.json\"");
        assertThat(get(RUNS + run.id() + "/result.csv"))
                .hasStatusOk()
                .hasHeader("Content-Type", "text/csv;charset=UTF-8")
                .bodyText()
                .startsWith("experiment,parameters,mode,kind,")
                .contains("chunks,rows=500 chunk=100,single,CROSSING,row,")
                .hasLineCount(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "chunks | {'parameters':{'chunk':0}} | /parameters/chunk | 0",
                "chunks | {'parameters':{'chunk':65537}} | /parameters/chunk | 65537",
                "chunks | {'parameters':{'chunk':'64'}} | /parameters/chunk | 64",
                "chunks | {'parameters':{'chunk':1.5}} | /parameters/chunk | 1.5",
                "chunks | {'parameters':{'chunk':99999999999999999999}} | /parameters/chunk | 99999999999999999999",
                "chunks | {'parameters':{'chunks':64}} | /parameters/chunks | chunks",
                "empty-call | {'parameters':{'rows':1}} | /parameters/rows | rows",
                "empty-call | {'millis':99} | /millis | 99",
                "empty-call | {'millis':5001} | /millis | 5001"
            })
    void aParameterOutOfRangeIsRefusedByName(String experiment, String body, String pointer, String value) {
        MvcTestResult refused = post(EXPERIMENTS + "/" + experiment + "/runs", body);
        assertProblem(refused, 400, "INVALID_ARGUMENT");
        assertThat(refused).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo(pointer);
        assertThat(refused).bodyJson().extractingPath("$.value").isEqualTo(value);
        assertThat(labRuns.running()).isNull();
    }

    @Test
    void aSecondRunIsRefusedWithWhoIsRunningAndForHowLong() throws Exception {
        LabRun run = endlessRun("empty-call", Map.of());
        MvcTestResult refused = post(EXPERIMENTS + "/chunks/runs", "{}");
        assertProblem(refused, 429, "TOO_MANY_REQUESTS");
        assertThat(refused).bodyJson().extractingPath("$.detail").asString().contains("empty-call", run.id());
        assertThat(Integer.parseInt(String.valueOf(refused.getResponse().getHeader("Retry-After"))))
                .isBetween(2, (int) ENDLESS.toSeconds());
        assertThat(get(EXPERIMENTS)).bodyJson().extractingPath("$.running.id").isEqualTo(run.id());
    }

    @Test
    void aCancelledRunEndsAtOnceAndMakesRoom() throws Exception {
        LabRun run = endlessRun("chunks", Map.of("rows", 50_000));
        assertThat(delete(RUNS + run.id())).hasStatus(202);
        awaitEnd(run);
        assertThat(get(RUNS + run.id())).bodyJson().extractingPath("$.state").isEqualTo("cancelled");
        assertProblem(get(RUNS + run.id() + "/result.csv"), 404, "RESOURCE_NOT_FOUND");
        assertThat(delete(RUNS + run.id())).hasStatus(204);
        assertProblem(get(RUNS + run.id()), 404, "RESOURCE_NOT_FOUND");
        awaitEnd(startedRun("empty-call", "{'millis':100}"));
    }

    @Test
    void s20theTableOfTheGuideTakesOurFiguresFromRuns() throws Exception {
        awaitEnd(startedRun("attributes", "{'parameters':{'attributes':100},'millis':200}"));
        MvcTestResult table = get("/api/v1/lab/guide-table");
        assertThat(table).bodyJson().extractingPath("$.rows[3].callNanos").isEqualTo(800.0);
        assertThat(table).bodyJson().extractingPath("$.rows[3].ours.callNanos").isNotNull();
        assertThat(Contract.read()
                        .violations(
                                "GET /api/v1/lab/guide-table",
                                200,
                                "application/json",
                                table.getResponse().getContentAsString()))
                .isEmpty();
    }

    @Test
    void theEventsOfARunEndWithIt() throws Exception {
        LabRun run = startedRun("empty-call", "{'millis':5000}");
        MvcTestResult stream = mvc.get().uri(RUNS + run.id() + "/events").exchange(Duration.ofSeconds(60));
        assertThat(stream).bodyText().contains("event:run", "\"state\":\"running\"", "\"state\":\"done\"");
        assertThat(run.hasEnded()).isTrue();
    }

    /** Under way until it is cancelled, however slow the machine is. */
    private LabRun endlessRun(String experiment, Map<String, Integer> given) {
        Experiment found = catalog.require(experiment);
        return labRuns.start(found, Arguments.of(found.description().parameters(), given), ENDLESS);
    }

    private LabRun startedRun(String experiment, String body) {
        MvcTestResult started = post(EXPERIMENTS + "/" + experiment + "/runs", body);
        assertThat(started).hasStatus(202);
        String id = (String) at(started, "$.id");
        assertThat(started).hasHeader("Location", RUNS + id);
        return labRuns.require(id);
    }

    static void awaitEnd(LabRun run) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!run.hasEnded()) {
            assertThat(System.nanoTime()).as("run %s", run.view()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
