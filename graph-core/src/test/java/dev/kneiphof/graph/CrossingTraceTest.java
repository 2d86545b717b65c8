package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossingTraceTest {

    private static final String ADD_NODE = "kneiphof_graph_add_node";

    @TempDir
    private Path directory;

    @Test
    void everyCrossingOfTheMomentIsThereWithItsRowsItsThreadAndItsTimes() {
        try (Graph graph = Graph.open(GraphOptions.defaults());
                CrossingTrace trace = CrossingTrace.start(1_024)) {
            graph.addNode(Node.of("ada"));
            graph.findNode("nobody");
            trace.stop();
            graph.addNode(Node.of("unseen"));
            List<TracedCrossing> crossings = trace.crossings();
            assertThat(crossings)
                    .extracting(TracedCrossing::function)
                    .containsExactly(ADD_NODE, "kneiphof_graph_get_node");
            TracedCrossing added = crossings.getFirst();
            assertThat(added.rows()).isEqualTo(1);
            assertThat(added.bytesIn()).isPositive();
            assertThat(added.threadId()).isEqualTo(Thread.currentThread().threadId());
            assertThat(added.threadName()).isEqualTo(Thread.currentThread().getName());
            assertThat(added.beganNanos()).isNotNegative().isLessThanOrEqualTo(added.endedNanos());
            assertThat(added.endedNanos())
                    .isLessThanOrEqualTo(crossings.getLast().beganNanos());
            assertThat(crossings.getLast().endedNanos()).isLessThanOrEqualTo(trace.nanos());
            assertThat(crossings.getLast().status()).isEqualTo(1);
            assertThat(trace.seen()).isEqualTo(2);
            assertThat(trace.dropped()).isZero();
        }
    }

    @Test
    void ofMoreCrossingsThanThereIsRoomForTheLatestAreKeptAndTheRestIsCounted() {
        long before = Crossings.snapshot().calls();
        try (CrossingTrace trace = CrossingTrace.start(100)) {
            assertThat(trace.capacity()).isEqualTo(128);
            for (int i = 0; i < 1_000; i++) {
                Crossings.add(i, i);
            }
            trace.stop();
            assertThat(trace.seen())
                    .isEqualTo(1_000)
                    .isEqualTo(Crossings.snapshot().calls() - before);
            assertThat(trace.crossings())
                    .hasSize(128)
                    .isSortedAccordingTo(Comparator.comparingLong(TracedCrossing::beganNanos));
            assertThat(trace.dropped()).isEqualTo(1_000 - 128);
        }
    }

    @Test
    void whatThreadsCrossAtOnceIsKeptOrCountedToTheNumber() throws InterruptedException {
        int threads = 4;
        try (CrossingTrace trace = CrossingTrace.start(CrossingTrace.CAPACITY_MIN)) {
            var start = new CountDownLatch(1);
            List<Thread> crossing = IntStream.range(0, threads)
                    .mapToObj(thread -> Thread.ofPlatform().start(() -> addManyTimes(start)))
                    .toList();
            start.countDown();
            for (Thread thread : crossing) {
                thread.join();
            }
            trace.stop();
            assertThat(trace.seen()).isEqualTo(threads * 10_000L);
            assertThat(trace.crossings().size() + trace.dropped()).isEqualTo(threads * 10_000L);
            assertThat(trace.crossings())
                    .hasSizeBetween(1, CrossingTrace.CAPACITY_MIN)
                    .allSatisfy(call -> {
                        assertThat(call.function()).isEqualTo("kneiphof_add");
                        assertThat(call.nanos()).isNotNegative();
                    });
        }
    }

    private static void addManyTimes(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
        for (int i = 0; i < 10_000; i++) {
            Crossings.add(i, i);
        }
    }

    @Test
    void theFlightRecordingHoldsTheSameMoment() throws IOException {
        Path file = directory.resolve("trace.jfr");
        try (Graph graph = Graph.open(GraphOptions.defaults());
                CrossingTrace trace = CrossingTrace.start(1_024)) {
            graph.addNode(Node.of("ada"));
            assertThatThrownBy(trace::flightRecording).isInstanceOf(IllegalStateException.class);
            trace.stop();
            graph.addNode(Node.of("unseen"));
            try (InputStream recording = trace.flightRecording()) {
                Files.copy(recording, file);
            }
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).extracting(event -> event.getString("function")).containsExactly(ADD_NODE);
    }

    @Test
    void thereIsOneTraceAtATimeAndOneThatIsClosedMakesRoom() {
        CrossingTrace trace = CrossingTrace.start(64);
        assertThatThrownBy(() -> CrossingTrace.start(64))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stop it first");
        trace.close();
        trace.close();
        try (CrossingTrace next = CrossingTrace.start(64)) {
            Crossings.add(1, 2);
            next.stop();
            assertThat(next.seen()).isEqualTo(1);
            assertThat(trace.seen()).isZero();
        }
    }

    @Test
    void aCapacityOutOfRangeIsRefusedAndLeavesNoTrace() {
        for (int capacity : List.of(Integer.MIN_VALUE, 0, 63, CrossingTrace.CAPACITY_MAX + 1, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> CrossingTrace.start(capacity))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(Integer.toString(capacity));
        }
        CrossingTrace.start(CrossingTrace.CAPACITY_MAX).close();
    }
}
