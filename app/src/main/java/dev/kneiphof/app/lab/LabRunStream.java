package dev.kneiphof.app.lab;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells how far a run is, five times a second, until it has ended. Each reader has a thread of its own: one that is slow holds
 * up nobody, one that is gone is noticed at the next write, and none outlives the run by more than a tick.
 */
@Component
final class LabRunStream {

    private static final int CLIENTS_MAX = 50;
    private static final long TICK_MILLIS = 200;

    private final JsonMapper mapper;
    private final AtomicInteger clients = new AtomicInteger();

    LabRunStream(JsonMapper mapper) {
        this.mapper = mapper;
    }

    SseEmitter open(LabRun run) {
        if (clients.incrementAndGet() > CLIENTS_MAX) {
            clients.decrementAndGet();
            throw ApiProblem.of(
                    StatusCode.TOO_MANY_REQUESTS, CLIENTS_MAX + " clients are watching already; close one or wait");
        }
        var emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("lab-run-stream").start(() -> follow(run, emitter));
        return emitter;
    }

    int clients() {
        return clients.get();
    }

    private void follow(LabRun run, SseEmitter emitter) {
        try {
            while (!run.hasEnded()) {
                send(run, emitter);
                Thread.sleep(TICK_MILLIS);
            }
            send(run, emitter);
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } catch (InterruptedException stopped) {
            emitter.complete();
        } finally {
            clients.decrementAndGet();
        }
    }

    private void send(LabRun run, SseEmitter emitter) throws IOException {
        emitter.send(SseEmitter.event().name("run").data(mapper.writeValueAsString(run.view())));
    }
}
