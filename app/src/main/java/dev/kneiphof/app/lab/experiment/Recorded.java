package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.lab.measure.Workload;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import java.util.function.LongUnaryOperator;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Reading a node with and without a flight recording of every crossing. */
final class Recorded implements Experiment {

    private static final String GET = "kneiphof_graph_get_node";
    private static final String EVENT = "dev.kneiphof.Crossing";

    @Override
    public Description description() {
        return Description.of(
                        "tracing", "Tracing on and off", "What does it cost to write down every crossing?", "call")
                .crossing("off", "Nobody records", GET)
                .crossing("on", "Flight Recorder writes an event for each crossing", GET)
                .java("java", "A call in Java that nobody can record");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        Graph graph = bench.graph();
        graph.addNode(Node.of("ada"));
        LongUnaryOperator get = times -> get(graph, times);
        return bench.mode("off", 1, get::applyAsLong)
                .mode("on", 1, new Taped(get))
                .mode("java", 1, JavaCalls::add);
    }

    private static long get(Graph graph, long times) {
        long versions = 0;
        for (long i = 0; i < times; i++) {
            versions += graph.getNode("ada").version();
        }
        return versions;
    }

    /** Records to memory, from before to after a block. */
    private static final class Taped implements Workload {

        private final LongUnaryOperator work;
        private @Nullable Recording recording;

        Taped(LongUnaryOperator work) {
            this.work = work;
        }

        @Override
        public void before() {
            var begun = new Recording();
            begun.setToDisk(false);
            begun.enable(EVENT).withoutStackTrace().withoutThreshold();
            begun.start();
            recording = begun;
        }

        @Override
        public long run(long times) {
            return work.applyAsLong(times);
        }

        @Override
        public void after() {
            if (recording != null) {
                recording.close();
                recording = null;
            }
        }
    }
}
