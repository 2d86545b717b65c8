package dev.kneiphof.app.metrics;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One reader of the stream, with a thread of its own: a reader that is slow misses ticks and holds up nobody, one that is
 * gone is noticed at the next write.
 */
final class StreamClient {

    private static final long RECONNECT_MILLIS = 2_000;

    /** @param number counts up with each report, so that a reader that comes back knows what it has missed */
    record Report(long number, String json) {}

    private final SseEmitter emitter = new SseEmitter(0L);
    private final BlockingQueue<Report> newest = new ArrayBlockingQueue<>(1);
    private final Consumer<StreamClient> onEnd;
    private long offered;
    private final Thread writer;

    StreamClient(Consumer<StreamClient> onEnd) {
        this.onEnd = onEnd;
        this.writer = Thread.ofVirtual().name("crossings-stream").unstarted(this::write);
        emitter.onCompletion(this::close);
        emitter.onError(failure -> close());
    }

    SseEmitter open() {
        writer.start();
        return emitter;
    }

    /** Offers a report; an older one that is still waiting is replaced, a newer one is kept. */
    synchronized void offer(Report report) {
        if (report.number() <= offered) {
            return;
        }
        offered = report.number();
        while (!newest.offer(report)) {
            newest.poll();
        }
    }

    /** Ends the stream. A second call does nothing. */
    void close() {
        onEnd.accept(this);
        writer.interrupt();
    }

    private void write() {
        try {
            emitter.send(SseEmitter.event().comment("connected").reconnectTime(RECONNECT_MILLIS));
            while (true) {
                Report report = newest.take();
                emitter.send(SseEmitter.event()
                        .id(Long.toString(report.number()))
                        .name("crossings")
                        .data(report.json()));
            }
        } catch (InterruptedException ended) {
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } finally {
            onEnd.accept(this);
        }
    }
}
