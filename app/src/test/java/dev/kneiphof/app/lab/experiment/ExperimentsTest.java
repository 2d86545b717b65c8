package dev.kneiphof.app.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.lab.measure.Contender;
import dev.kneiphof.app.lab.measure.Counts;
import dev.kneiphof.app.lab.measure.Mode;
import dev.kneiphof.app.lab.measure.Sampler;
import dev.kneiphof.app.lab.measure.Series;
import dev.kneiphof.app.lab.measure.Watcher;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The direction of each experiment, by exact counts. Never by a clock. */
class ExperimentsTest {

    static Stream<Experiment> experiments() {
        return new ExperimentCatalog().list().stream();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void everyModeOfTheDescriptionIsMeasuredAndThereIsAControlInJava(Experiment experiment) throws Exception {
        Description description = experiment.description();
        Map<String, Counts> counts = counts(experiment, smallest(experiment));
        assertThat(counts.keySet())
                .containsExactlyElementsOf(
                        description.modes().stream().map(Mode::id).toList());
        assertThat(description.modes()).anyMatch(mode -> mode.kind() == Mode.Kind.JAVA);
        for (Mode mode : description.modes()) {
            Counts crossed = counts.get(mode.id());
            if (mode.kind() == Mode.Kind.JAVA || mode.kind() == Mode.Kind.VIEW) {
                assertThat(crossed.calls()).as(mode.id()).isZero();
            } else {
                assertThat(crossed.callsByFunction().keySet()).as(mode.id()).containsAll(mode.functions());
            }
        }
    }

    @Test
    void everyExperimentHasAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        assertThat(experiments().map(experiment -> experiment.description().id()))
                .allMatch(ids::add);
    }

    @Test
    void anEmptyCallIsOneCrossingHoweverItIsMade() throws Exception {
        Map<String, Counts> counts = counts(new EmptyCall(), Map.of());
        assertThat(List.of("plain", "jni", "critical", "counted", "timed"))
                .allSatisfy(mode -> assertThat(counts.get(mode).calls()).isEqualTo(1));
        assertThat(counts.get("rust").callsByFunction()).isEqualTo(Map.of("kneiphof_add_up", 1L));
    }

    @Test
    void aLoopInRustIsOneCrossingInEveryBuild() throws Exception {
        Map<String, Counts> counts = counts(new Builds(), Map.of());
        assertThat(List.of("release", "debug"))
                .allSatisfy(mode ->
                        assertThat(counts.get(mode).callsByFunction()).isEqualTo(Map.of("kneiphof_add_up", 1L)));
    }

    @Test
    void s17SingleModeCrossesOnceARowAndBatchedModeOnceAChunk() throws Exception {
        Map<String, Counts> counts = counts(new Chunks(), Map.of("rows", 1_000, "chunk", 100));
        Map<String, Long> single = counts.get("single").callsByFunction();
        assertThat(single.get("kneiphof_graph_add_node") + single.get("kneiphof_graph_put_row"))
                .isEqualTo(1_000);
        assertThat(counts.get("batched").callsByFunction()).containsEntry("kneiphof_graph_apply", 10L);
        assertThat(counts.get("columns").callsByFunction()).containsEntry("kneiphof_graph_apply", 10L);
        assertThat(counts.get("batched").rows())
                .isEqualTo(1_000)
                .isEqualTo(counts.get("columns").rows());
    }

    @Test
    void aChunkOfOneCrossesAsOftenAsSingleMode() throws Exception {
        Map<String, Counts> counts = counts(new Chunks(), Map.of("rows", 200, "chunk", 1));
        assertThat(counts.get("batched").callsByFunction()).containsEntry("kneiphof_graph_apply", 200L);
        assertThat(counts.get("columns").callsByFunction()).containsEntry("kneiphof_graph_apply", 200L);
    }

    @Test
    void batchGetCrossesOnceForAllNodes() throws Exception {
        Map<String, Counts> counts = counts(new BatchGet(), Map.of("nodes", 300));
        assertThat(counts.get("each").calls()).isEqualTo(300);
        assertThat(counts.get("together").calls()).isEqualTo(1);
        assertThat(counts.get("together").rows()).isEqualTo(300);
    }

    @Test
    void aLongerTextCopiesMoreBytesIn() throws Exception {
        long shortBytes =
                counts(new TextInAndOut(), Map.of("length", 8)).get("in").bytesIn();
        long longBytes =
                counts(new TextInAndOut(), Map.of("length", 64)).get("in").bytesIn();
        assertThat(longBytes - shortBytes).isEqualTo(16_384 * 56);
    }

    @Test
    void aMissIsOneCrossingWithAndWithoutException() throws Exception {
        Map<String, Counts> counts = counts(new ErrorPath(), Map.of());
        assertThat(counts.get("miss").calls()).isEqualTo(1);
        assertThat(counts.get("exception").calls()).isEqualTo(1);
    }

    @Test
    void aPredicateForEachNodeCallsBackForEachOneForEachChunkForNone() throws Exception {
        Map<String, Counts> counts = counts(new Predicates(), Map.of("rows", 5_000, "threshold", 999));
        assertThat(counts.get("node").callsByFunction().get("kneiphof_snapshot_filter"))
                .isGreaterThanOrEqualTo(5_000);
        assertThat(counts.get("chunk").calls()).isLessThan(10);
        assertThat(counts.get("compiled").calls()).isEqualTo(1);
    }

    @Test
    void aViewCopiesNothingAndRowsCopyEverything() throws Exception {
        Map<String, Counts> counts = counts(new ViewAndCopy(), Map.of("rows", 3_000));
        assertThat(counts.get("view").bytesOut()).isZero();
        assertThat(counts.get("opened").bytesOut()).isLessThan(1_000);
        assertThat(counts.get("rows").bytesOut()).isGreaterThan(3_000 * 8);
    }

    @Test
    void nestedValuesCopyMoreBytesThanFlatOnesInAsManyRows() throws Exception {
        Map<String, Counts> counts = counts(new FlatAndNested(), Map.of());
        assertThat(counts.get("nested").rows())
                .isEqualTo(counts.get("flat").rows())
                .isEqualTo(64);
        assertThat(counts.get("nested").bytesIn())
                .isGreaterThan(counts.get("flat").bytesIn());
    }

    @Test
    void attributesCrossTogetherHoweverManyThereAre() throws Exception {
        Counts few = counts(new AttributeMaps(), Map.of("attributes", 5)).get("converted");
        Counts many = counts(new AttributeMaps(), Map.of("attributes", 100)).get("converted");
        assertThat(List.of(few, many))
                .allSatisfy(
                        counts -> assertThat(counts.callsByFunction()).containsEntry("kneiphof_graph_put_row", 64L));
        assertThat(many.bytesIn()).isGreaterThan(5 * few.bytesIn());
    }

    @Test
    void convertingBeforeChangesNeitherCrossingsNorBytes() throws Exception {
        Map<String, Counts> counts = counts(new Converted(), Map.of("rows", 100));
        assertThat(counts.get("maps")).isEqualTo(counts.get("nodes")).isEqualTo(counts.get("batch"));
        assertThat(counts.get("maps").calls()).isEqualTo(1);
    }

    @Test
    void crossingsOfAllThreadsAreCounted() throws Exception {
        Map<String, Counts> counts = counts(new Threads(), Map.of("threads", 3));
        assertThat(counts.get("one").calls()).isEqualTo(1_024);
        assertThat(counts.get("many").calls()).isEqualTo(3 * 1_024);
        assertThat(counts.get("java-lock").calls()).isEqualTo(3 * 1_024);
    }

    @Test
    void callsAtOnceCrossAsOftenAsCallsInTurn() throws Exception {
        Map<String, Counts> counts = counts(new AsyncCalls(), Map.of("calls", 4));
        assertThat(counts.get("virtual").calls()).isEqualTo(counts.get("caller").calls());
        assertThat(counts.get("platform").calls())
                .isEqualTo(counts.get("caller").calls());
    }

    @Test
    void theWholeStackCrossesAsOftenAsTheCrossingAlone() throws Exception {
        Map<String, Counts> counts = counts(new WholeStack(), Map.of());
        assertThat(counts.get("crossing").calls()).isEqualTo(64);
        assertThat(counts.get("json")).isEqualTo(counts.get("crossing"));
        assertThat(counts.get("http")).isEqualTo(counts.get("crossing"));
    }

    @Test
    void s18RecordingCrossesAsOftenAsNotRecording() throws Exception {
        Map<String, Counts> counts = counts(new Recorded(), Map.of());
        assertThat(counts.get("on").calls()).isEqualTo(counts.get("off").calls());
    }

    static Map<String, Counts> counts(Experiment experiment, Map<String, Integer> given) throws Exception {
        Arguments arguments = Arguments.of(experiment.description().parameters(), given);
        try (Bench bench = experiment.prepare(arguments)) {
            List<Contender> contenders = bench.contenders();
            return new Sampler(Duration.ofMillis(1), Watcher.NOBODY)
                    .measure(contenders).stream()
                            .collect(Collectors.toMap(
                                    series -> series.mode().id(),
                                    Series::counts,
                                    (one, other) -> one,
                                    java.util.LinkedHashMap::new));
        }
    }

    private static Map<String, Integer> smallest(Experiment experiment) {
        return experiment.description().parameters().stream()
                .collect(Collectors.toMap(Parameter::name, parameter -> (int) parameter.min()));
    }
}
