package dev.kneiphof.app.metrics;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the crossings to everybody who watches, once a second: one snapshot and one serialisation a tick, however many they
 * are. There is no thread while nobody watches.
 */
@Component
final class CrossingsStream implements SmartLifecycle {

    static final int CLIENTS_MAX = 50;
    private static final long TICK_MILLIS = 1_000;

    private final CrossingsReports reports;
    private final JsonMapper mapper;
    private long events;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService ticker;
    private boolean running;

    CrossingsStream(CrossingsReports reports, JsonMapper mapper) {
        this.reports = reports;
        this.mapper = mapper;
    }

    /** Begins to send to one more client; its first event comes at once. */
    synchronized SseEmitter open() {
        if (!running) {
            throw ApiProblem.of(StatusCode.UNAVAILABLE, "The server is stopping");
        }
        if (clients.size() >= CLIENTS_MAX) {
            throw ApiProblem.of(
                    StatusCode.TOO_MANY_REQUESTS, CLIENTS_MAX + " clients are watching already; close one or wait");
        }
        var client = new StreamClient(this::ended);
        clients.add(client);
        client.offer(report());
        if (ticker == null) {
            ticker = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("crossings-tick").daemon().factory());
            var _ = ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return client.open();
    }

    int clients() {
        return clients.size();
    }

    private void tick() {
        StreamClient.Report report = report();
        clients.forEach(client -> client.offer(report));
    }

    /** One at a time, so that a report with a higher number never tells of an earlier moment. */
    private synchronized StreamClient.Report report() {
        return new StreamClient.Report(++events, mapper.writeValueAsString(reports.now()));
    }

    private synchronized void ended(StreamClient client) {
        if (clients.remove(client) && clients.isEmpty() && ticker != null) {
            ticker.shutdownNow();
            ticker = null;
        }
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    /** Before the web server waits for open requests, as the default phase has it: these would never end by themselves. */
    @Override
    public void stop() {
        List<StreamClient> open;
        synchronized (this) {
            running = false;
            open = List.copyOf(clients);
        }
        open.forEach(StreamClient::close);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
