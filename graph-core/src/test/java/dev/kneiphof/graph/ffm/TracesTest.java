package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.LayoutOptions;
import dev.kneiphof.graph.NativeFrames;
import dev.kneiphof.graph.NativePanicException;
import dev.kneiphof.graph.NativeTrace;
import dev.kneiphof.graph.Node;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What runs inside of native code can be seen from Java: spans while it runs well, frames when it does not. */
class TracesTest {

    @Test
    void f077_aPanicTellsFunctionFileAndLineOfNativeCode() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            Throwable panic = catchThrowable(((NativeGraph) graph)::plantPanic);
            assertThat(panic)
                    .isInstanceOf(NativePanicException.class)
                    .hasMessageContaining("planted panic at ")
                    .hasCauseInstanceOf(NativeFrames.class);
            assertThat(panic.getCause().getStackTrace())
                    .anySatisfy(frame -> {
                        assertThat(frame.getClassName()).isEqualTo("graph.shared.shared_graph");
                        assertThat(frame.getMethodName()).contains("plant_panic");
                        assertThat(frame.getFileName()).isEqualTo("shared_graph.rs");
                        assertThat(frame.getLineNumber()).isPositive();
                    })
                    .anySatisfy(frame -> assertThat(frame.getMethodName()).contains("kneiphof_graph_panic"));
            var text = new StringWriter();
            panic.printStackTrace(new PrintWriter(text));
            assertThat(text.toString())
                    .contains("in native code")
                    .containsPattern("plant_panic\\(shared_graph\\.rs:\\d+\\)");
        }
    }

    @Test
    void aTraceShowsCrossingsAndTheWorkInsideOfThemWhileItIsOpen() {
        List<NativeTrace.Span> spans = new CopyOnWriteArrayList<>();
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNode(Node.of("before"));
            for (int round = 0; round < 2; round++) {
                spans.clear();
                try (NativeTrace trace = NativeTrace.start(spans::add)) {
                    graph.layout(List.of("before"), LayoutOptions.seeded(1).iterations(3));
                    assertThat(trace.isOpen()).isTrue();
                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(() -> NativeTrace.start(span -> {}));
                }
                graph.findNode("after");
                assertThat(spans)
                        .extracting(NativeTrace.Span::depth, NativeTrace.Span::name, NativeTrace.Span::fields)
                        .contains(
                                tuple(1, "layout", "nodes=1 iterations=3"),
                                tuple(0, "crossing", "function=\"kneiphof_graph_layout\" status=0"));
                assertThat(spans).allSatisfy(span -> assertThat(span.nanos()).isNotNegative());
                assertThat(spans.toString()).doesNotContain("kneiphof_trace", "kneiphof_graph_get_node\"");
            }
        }
    }

    @Test
    void whatASinkThrowsEndsNeitherItsTraceNorTheNextOne() throws InterruptedException {
        assertThatNullPointerException().isThrownBy(() -> NativeTrace.start(null));
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNode(Node.of("a"));
            for (int round = 0; round < 2; round++) {
                List<NativeTrace.Span> spans = new CopyOnWriteArrayList<>();
                var refused = new CountDownLatch(2);
                try (NativeTrace trace = NativeTrace.start(span -> {
                    spans.add(span);
                    refused.countDown();
                    throw new IllegalStateException("from the sink");
                })) {
                    layOut(graph);
                    assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
                    layOut(graph);
                    assertThat(trace.isOpen()).isTrue();
                }
                assertThat(spans.stream().filter(span -> span.name().equals("layout")))
                        .hasSize(2);
            }
        }
    }

    private static void layOut(Graph graph) {
        graph.layout(List.of("a"), LayoutOptions.seeded(1).iterations(3));
    }

    @Test
    void framesOfTheMachineryAreLeftOut() {
        String text = """
                   0: std::backtrace_rs::backtrace::trace
                             at /rustc/x/library/std/src/backtrace.rs:1:2
                   1: core::panicking::panic_fmt
                             at /rustc/x/library/core/src/panicking.rs:3:4
                   2: kneiphof_graph::shared::SharedGraph::plant_panic
                             at ./crates/graph/src/shared.rs:133:9
                   3: <unknown>
                """;
        assertThat(PanicFrames.parse(text))
                .containsExactly(new StackTraceElement("graph.shared", "plant_panic", "shared.rs", 133));
    }
}
