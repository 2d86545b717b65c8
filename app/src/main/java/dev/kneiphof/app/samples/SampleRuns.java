package dev.kneiphof.app.samples;

import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.app.ingestion.IngestionMode;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import jakarta.annotation.PreDestroy;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Loads samples in the background, two at a time on platform threads, and remembers the latest runs. */
@Component
final class SampleRuns {

    private static final Logger LOG = LoggerFactory.getLogger(SampleRuns.class);
    private static final int AT_ONCE = 2;
    private static final int WAITING_MAX = 8;
    private static final int REMEMBERED_MAX = 64;
    private static final long STOP_SECONDS = 10;

    private final SampleLoader loader;
    private final Map<String, SampleRun> runs = new LinkedHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().name("sample-run-", 0).factory());

    SampleRuns(SampleLoader loader) {
        this.loader = loader;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins to fill the graph; without room for another run the graph is discarded and the request refused. */
    SampleRun start(NamedGraph graph, Sample sample, IngestionMode mode) {
        var run = new SampleRun(graph.name(), sample.description().name());
        remember(run);
        try {
            threads.execute(() -> load(run, graph, sample, mode));
        } catch (RejectedExecutionException full) {
            forget(run.id());
            loader.discard(graph);
            throw ApiProblem.of(
                    StatusCode.TOO_MANY_REQUESTS,
                    AT_ONCE + " loads are running and " + WAITING_MAX + " are waiting; try again later");
        }
        return run;
    }

    synchronized List<SampleRun> list() {
        return List.copyOf(runs.values());
    }

    synchronized SampleRun require(String id) {
        SampleRun run = runs.get(id);
        if (run == null) {
            throw ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/runs/" + id));
        }
        return run;
    }

    synchronized void forget(String id) {
        runs.remove(id);
    }

    /** Runs before the graphs are closed: the loader, and so this, depends on them. */
    @PreDestroy
    void stop() throws InterruptedException {
        list().forEach(SampleRun::cancel);
        threads.shutdown();
        if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Loads of samples are still running {} seconds after they were asked to stop", STOP_SECONDS);
        }
    }

    private void load(SampleRun run, NamedGraph graph, Sample sample, IngestionMode mode) {
        run.load(() -> {
            try (CrossingScope scope = Crossings.scope()) {
                return loader.load(graph, sample, mode, run, scope);
            }
        });
    }

    private synchronized void remember(SampleRun run) {
        Iterator<SampleRun> oldest = runs.values().iterator();
        while (runs.size() >= REMEMBERED_MAX && oldest.hasNext()) {
            if (oldest.next().hasEnded()) {
                oldest.remove();
            }
        }
        runs.put(run.id(), run);
    }
}
