package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Histogram;
import dev.kneiphof.graph.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterTest {

    @TempDir
    private Path directory;

    @Test
    void bucketsCoverEveryDurationWithinAnEighth() {
        long before = -1;
        for (int bucket = 0; bucket <= DurationHistogram.bucketOf(Long.MAX_VALUE); bucket++) {
            long bound = DurationHistogram.upperBoundOf(bucket);
            assertThat(bound).isGreaterThan(before);
            assertThat(DurationHistogram.bucketOf(bound)).isEqualTo(bucket);
            assertThat(DurationHistogram.bucketOf(before + 1)).isEqualTo(bucket);
            assertThat(bound - before).isLessThanOrEqualTo(Math.max(1, bound / 8));
            before = bound;
        }
        assertThat(before).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void quantilesAreBoundsThatTheShareDoesNotExceed() {
        var histogram = new DurationHistogram();
        for (int nanos = 1; nanos <= 1_000; nanos++) {
            histogram.record(nanos);
        }
        Histogram snapshot = histogram.snapshot();
        assertThat(snapshot.count()).isEqualTo(1_000);
        assertThat(snapshot.min()).isEqualTo(1);
        assertThat(snapshot.max()).isEqualTo(1_000);
        assertThat(snapshot.mean()).isEqualTo(500.5);
        assertThat(snapshot.quantile(0.5)).isBetween(500L, 563L);
        assertThat(snapshot.quantile(0.99)).isBetween(990L, 1_000L);
        assertThat(snapshot.quantile(0)).isEqualTo(1);
        assertThat(new DurationHistogram().snapshot().quantile(0.5)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionIsAlwaysTimedWhereTheTableSaysSo(NativeFunction function) {
        assertThat(function.isAlwaysTimed()).isEqualTo(function.timing() == NativeFunction.Timing.ALWAYS);
    }

    @Test
    void oneShortCallIn256IsTimedInEveryThread() throws InterruptedException {
        FunctionCrossings before = empty();
        for (int i = 0; i < 3; i++) {
            Thread.ofVirtual().start(() -> addOften(2 * 256)).join();
            Thread.ofPlatform().start(() -> addOften(2 * 256)).join();
        }
        assertThat(empty().calls() - before.calls()).isEqualTo(6 * 2 * 256);
        assertThat(empty().sampled() - before.sampled()).isEqualTo(6 * 2);
    }

    private static void addOften(int times) {
        for (int i = 0; i < times; i++) {
            Crossings.add(i, 1);
        }
    }

    /** What the meter knows of the empty call. */
    private static FunctionCrossings empty() {
        return Crossings.snapshot().functions().stream()
                .filter(it -> it.name().equals(NativeFunction.ADD.symbol()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anEventTellsTheTimeInNativeCodeApartFromTheWholeOfACall() throws IOException {
        try (Graph graph = Graph.open(GraphOptions.defaults());
                Recording recording = new Recording()) {
            recording.enable("dev.kneiphof.Crossing").withoutThreshold();
            recording.start();
            graph.apply(Batch.builder().addNode(Node.of("a")).build());
            graph.addNode(Node.of("b"));
            recording.stop();
            Path file = directory.resolve("native-time.jfr");
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertThat(events).hasSize(2);
            RecordedEvent batch = events.getFirst();
            assertThat(batch.getDuration("nativeNanos")).isPositive().isLessThanOrEqualTo(batch.getDuration());
            assertThat(events.getLast().getLong("nativeNanos")).isZero();
        }
    }

    @Test
    void flightRecorderSeesEveryCrossingWhileItIsAsked() throws IOException {
        try (Graph graph = Graph.open(GraphOptions.defaults());
                Recording recording = new Recording()) {
            graph.addNode(Node.of("unseen"));
            recording.enable("dev.kneiphof.Crossing").withoutThreshold();
            recording.start();
            graph.addNode(Node.of("seen"));
            graph.findNode("nobody");
            recording.stop();
            Crossings.add(1, 2);
            Path file = directory.resolve("crossings.jfr");
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertThat(events)
                    .extracting(event -> event.getString("function"), event -> event.getInt("status"))
                    .containsExactly(tuple("kneiphof_graph_add_node", 0), tuple("kneiphof_graph_get_node", 1));
            assertThat(events.getFirst().getLong("rows")).isEqualTo(1);
            assertThat(events.getFirst().getLong("bytesIn")).isPositive();
        }
    }
}
