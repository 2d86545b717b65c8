package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Query;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongUnaryOperator;

/** Many longer calls at once: one after the other, on platform threads, on virtual threads. */
final class AsyncCalls implements Experiment {

    private static final int NODES = 20_000;
    private static final String QUERY = "kneiphof_graph_query_nodes";

    @Override
    public Description description() {
        return Description.of(
                        "async",
                        "Async and virtual threads",
                        "Who should wait for a native call that takes long?",
                        "call")
                .with(Parameter.linear("calls", "Calls at once", "calls", 1, 64, 8))
                .crossing("caller", "One after the other, by the caller", QUERY)
                .crossing("platform", "A pool with a platform thread for each processor", QUERY)
                .crossing(
                        "virtual",
                        "A virtual thread for each call: it stays on its carrier while in native code",
                        QUERY)
                .java("java", "A loop in Java of much the same length, on virtual threads");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        int calls = arguments.get("calls");
        Graph graph = bench.graph();
        Rows.fill(graph, Rows.nodes(NODES));
        Query query = Query.all().filter(Filter.parse(Rows.VALUE + "=gt=990")).limit(1);
        ExecutorService platform = bench.keep(Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("lab-pool-", 0).factory()));
        ExecutorService virtual = bench.keep(Executors.newVirtualThreadPerTaskExecutor());
        LongUnaryOperator call = times -> call(graph, query, times);
        return bench.mode("caller", calls, times -> call.applyAsLong(calls * times))
                .mode("platform", calls, new Crew(platform, calls, call))
                .mode("virtual", calls, new Crew(virtual, calls, call))
                .mode("java", calls, new Crew(virtual, calls, AsyncCalls::loop));
    }

    private static long call(Graph graph, Query query, long times) {
        long passed = 0;
        for (long i = 0; i < times; i++) {
            passed += graph.nodes(query).total();
        }
        return passed;
    }

    private static long loop(long times) {
        long passed = 0;
        for (long i = 0; i < times; i++) {
            for (int row = 0; row < NODES; row++) {
                passed += Rows.value(row) > 990 ? 1 : 0;
            }
        }
        return passed;
    }
}
