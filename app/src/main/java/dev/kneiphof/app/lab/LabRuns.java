package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.experiment.Arguments;
import dev.kneiphof.app.lab.experiment.Bench;
import dev.kneiphof.app.lab.experiment.Experiment;
import dev.kneiphof.app.lab.measure.Comparison;
import dev.kneiphof.app.lab.measure.Environment;
import dev.kneiphof.app.lab.measure.Sampler;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs experiments, one at a time in the whole server, because two would measure each other. A second one is refused at once
 * with who is running and for how long still. The latest runs are remembered.
 */
@Component
final class LabRuns implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LabRuns.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    private final int kept;
    private final LabTurn turn;
    private final Map<String, LabRun> runs = new LinkedHashMap<>();
    private @Nullable LabRun current;
    private @Nullable Thread thread;
    private boolean started;

    LabRuns(LabProperties properties, LabTurn turn) {
        this.kept = properties.runsKept();
        this.turn = turn;
    }

    /** Begins to run the experiment, or refuses with TOO_MANY_REQUESTS. */
    synchronized LabRun start(Experiment experiment, Arguments arguments, Duration time) {
        if (!started) {
            throw ApiProblem.of(StatusCode.UNAVAILABLE, "The server is stopping");
        }
        var run = new LabRun(experiment, arguments, time);
        turn.take(run);
        remember(run);
        current = run;
        // A platform thread of its own: what an experiment leaves in it ends with it.
        thread = Thread.ofPlatform().name("lab-run").start(() -> run.measure(() -> measure(run)));
        return run;
    }

    synchronized List<LabRun> list() {
        return List.copyOf(runs.values());
    }

    /** The latest result of an experiment with these values among its parameters, or null. */
    synchronized @Nullable LabResult latest(String experiment, Map<String, Long> parameters) {
        return runs.values().stream()
                .map(LabRun::result)
                .filter(Objects::nonNull)
                .filter(result -> result.experiment().equals(experiment)
                        && result.parameters().entrySet().containsAll(parameters.entrySet()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** The run that is under way, or null. */
    synchronized @Nullable LabRun running() {
        return current == null || current.hasEnded() ? null : current;
    }

    synchronized LabRun require(String id) {
        LabRun run = runs.get(id);
        if (run == null) {
            throw ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/lab/runs/" + id));
        }
        return run;
    }

    synchronized void forget(String id) {
        runs.remove(id);
    }

    private static LabResult measure(LabRun run) throws Exception {
        var sampler = new Sampler(run.time(), run);
        var environment = Environment.now("ABI " + Crossings.abiVersion());
        try (Bench bench = run.experiment().prepare(run.arguments())) {
            var series = sampler.measure(bench.contenders());
            return new LabResult(
                    run.experiment().description().id(),
                    run.arguments().values(),
                    run.experiment().description().operation(),
                    environment,
                    Comparison.of(series),
                    bench.notes());
        }
    }

    private void remember(LabRun run) {
        Iterator<LabRun> oldest = runs.values().iterator();
        while (runs.size() >= kept && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        runs.put(run.id(), run);
    }

    @Override
    public synchronized void start() {
        started = true;
    }

    /** Before the web server waits for open requests, as the default phase has it: who follows a run would hold it up. */
    @Override
    public void stop() {
        Thread running;
        synchronized (this) {
            started = false;
            running = thread;
            if (current != null) {
                current.cancel();
            }
        }
        try {
            if (running != null && !running.join(STOP_WAIT)) {
                LOG.warn("An experiment is still running {} after it was asked to stop", STOP_WAIT);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }
}
