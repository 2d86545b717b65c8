package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.CancelledException;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.LayoutOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeColumns;
import dev.kneiphof.graph.NodeNotFoundException;
import dev.kneiphof.graph.OpenBatch;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.Transaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long calls of virtual threads are made by platform threads: carriers stay free, bills stay where they belong. */
@Timeout(120)
class VirtualThreadsTest {

    @Test
    void f075_s22_aLongCallLeavesTheOnlyCarrierToOtherVirtualThreads() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(ChildProcess.libraryOption()));
        options.add("-Djdk.virtualThreadScheduler.parallelism=1");
        options.add("-Djdk.virtualThreadScheduler.maxPoolSize=1");
        ChildProcess process = ChildProcess.run(OneCarrier.class, options.toArray(String[]::new));
        assertThat(process.output()).contains("released by the other: 1");
        assertThat(process.exitCode()).isZero();
    }

    /** A predicate waits, in the middle of a native call, for a virtual thread that needs the only carrier. */
    static final class OneCarrier {

        private OneCarrier() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (Graph graph = Graph.open(GraphOptions.defaults())) {
                graph.addNode(Node.of("a"));
                var asked = new CountDownLatch(1);
                var released = new CountDownLatch(1);
                Thread other = Thread.ofVirtual().start(() -> {
                    await(asked);
                    released.countDown();
                });
                Thread scanning = Thread.ofVirtual().start(() -> {
                    List<String> passing = graph.filterNodes(node -> {
                        asked.countDown();
                        await(released);
                        return true;
                    });
                    System.out.println("released by the other: " + passing.size());
                });
                scanning.join(60_000);
                other.join(1_000);
                System.exit(scanning.isAlive() ? 1 : 0);
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void f070_howeverManyPredicatesWaitOtherLongCallsOfVirtualThreadsGoOn() throws Exception {
        int predicates = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());
        var asked = new CountDownLatch(predicates);
        var released = new CountDownLatch(1);
        try (Graph graph = tree(1_000);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> scans = new ArrayList<>();
            for (int i = 0; i < predicates; i++) {
                scans.add(threads.submit(() -> graph.filterNodes(node -> {
                    if (node.row() == 0) {
                        asked.countDown();
                        await(released);
                    }
                    return node.row() < 2;
                })));
            }
            asked.await();
            assertThat(threads.submit(() -> graph.nodes(Query.all()).total()).get())
                    .isEqualTo(1_000);
            released.countDown();
            for (Future<List<String>> scan : scans) {
                assertThat(scan.get()).containsExactly("n0", "n1");
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatALongCallIsRefusedWithShowsWhoMadeIt() throws Exception {
        try (Graph graph = tree(10);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Throwable refused = threads.submit(() -> catchThrowable(() -> layOutNobody(graph)))
                    .get();
            assertThat(refused).isInstanceOf(NodeNotFoundException.class);
            assertThat(refused.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("layout", "layOutNobody");
        }
    }

    private static void layOutNobody(Graph graph) {
        graph.layout(List.of("nobody"), LayoutOptions.seeded(1));
    }

    @Test
    void f075_whoWaitsForATransactionLeavesTheOnlyCarrierToItsOwner() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(ChildProcess.libraryOption()));
        options.add("-Djdk.virtualThreadScheduler.parallelism=1");
        options.add("-Djdk.virtualThreadScheduler.maxPoolSize=1");
        ChildProcess process = ChildProcess.run(OneTransaction.class, options.toArray(String[]::new));
        assertThat(process.output()).contains("committed", "added", "read", "queried", "begun");
        assertThat(process.exitCode()).isZero();
    }

    /** A virtual thread goes on with its transaction when others have begun to wait for its end. */
    static final class OneTransaction {

        private OneTransaction() {}

        public static void main(String[] arguments) throws InterruptedException {
            GraphOptions patient = GraphOptions.defaults().withLockWait(Duration.ofMinutes(10));
            try (Graph graph = Graph.open(patient)) {
                graph.addNode(Node.of("a"));
                Map<String, Runnable> waiting = Map.of(
                        "added", () -> graph.addNode(Node.of("b")),
                        "read", () -> graph.getNode("a"),
                        "queried", () -> graph.nodes(Query.all()),
                        "begun", () -> graph.begin().close());
                var begun = new CountDownLatch(1);
                var others = new CountDownLatch(waiting.size());
                List<Thread> threads = new ArrayList<>();
                threads.add(Thread.ofVirtual().start(() -> {
                    try (Transaction transaction = graph.begin()) {
                        begun.countDown();
                        await(others);
                        transaction.apply(Batch.builder().addNode(Node.of("c")).build());
                        transaction.commit();
                    }
                    System.out.println("committed");
                }));
                waiting.forEach((what, call) -> threads.add(Thread.ofVirtual().start(() -> {
                    await(begun);
                    others.countDown();
                    call.run();
                    System.out.println(what);
                })));
                for (Thread thread : threads) {
                    thread.join(60_000);
                }
                System.exit(threads.stream().anyMatch(Thread::isAlive) ? 1 : 0);
            }
        }
    }

    private static Graph tree(int nodes) {
        Graph graph = Graph.open(GraphOptions.defaults());
        try (OpenBatch batch = graph.batch()) {
            IntStream.range(0, nodes).forEach(i -> batch.addNode(Node.of("n" + i)));
            IntStream.range(1, nodes).forEach(i -> batch.addEdge(Edge.of("n" + i / 2, "n" + i)));
            batch.commit();
        }
        return graph;
    }

    @Test
    void whatALongCallCrossesIsOnTheBillOfTheVirtualThreadThatMadeIt() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        try (Graph graph = tree(10)) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (CrossingScope scope = Crossings.scope()) {
                            graph.nodes(Query.all());
                            seen.add(scope.bill().calls());
                            graph.findNodes(Collections.nCopies(1_000, "n1"));
                            seen.add(scope.bill().calls());
                        }
                        seen.add(LongCalls.call(() -> Thread.currentThread().isVirtual()));
                    })
                    .join();
        }
        assertThat(seen).containsExactly(2L, 3L, false);
    }

    @Test
    void f073_anInterruptOfAVirtualThreadEndsItsCallAndStaysSet() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        try (Graph graph = tree(20_000)) {
            List<String> ids = IntStream.range(0, 20_000).mapToObj(i -> "n" + i).toList();
            Thread laying = Thread.ofVirtual().start(() -> {
                try {
                    graph.layout(ids, LayoutOptions.seeded(1).iterations(5_000));
                } catch (CancelledException cancelled) {
                    seen.add(Thread.currentThread().isInterrupted());
                }
            });
            // Parked until a platform thread has made the call for it.
            while (laying.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            laying.interrupt();
            laying.join();
        }
        assertThat(seen).containsExactly(true);
    }

    @Test
    void f073_anInterruptOfAPlatformThreadEndsItsCallAndStaysSet() throws InterruptedException {
        List<Object> seen = new ArrayList<>();
        try (Graph graph = tree(20_000)) {
            List<String> ids = IntStream.range(0, 20_000).mapToObj(i -> "n" + i).toList();
            Thread laying = Thread.ofPlatform().start(() -> {
                try {
                    graph.layout(ids, LayoutOptions.seeded(1).iterations(5_000));
                } catch (CancelledException cancelled) {
                    seen.add(Thread.currentThread().isInterrupted());
                }
            });
            while (Arrays.stream(laying.getStackTrace())
                    .noneMatch(frame -> frame.getMethodName().equals("graphLayout"))) {
                Thread.sleep(1);
            }
            laying.interrupt();
            laying.join();
            assertThat(seen).containsExactly(true);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> graph.nodes(Query.all()));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(graph.nodes(Query.all()).total()).isEqualTo(20_000);
        }
    }

    @Test
    void f073_anInterruptEndsLoopsInJavaBehindTheRowsAmongWhichItComes() {
        try (Graph graph = tree(10_000)) {
            long[] shown = {0, 0};
            try (NodeColumns columns = graph.columns()) {
                assertThatExceptionOfType(CancelledException.class)
                        .isThrownBy(() -> columns.forEachNode(node -> {
                            shown[0]++;
                            Thread.currentThread().interrupt();
                        }));
            }
            assertThat(Thread.interrupted()).isTrue();
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> graph.filterNodes(
                            (chunks, passing) -> {
                                shown[1] += chunks.getFirst().rows();
                                Thread.currentThread().interrupt();
                            },
                            "any"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(shown).containsExactly(64, 2_048);
        }
    }
}
