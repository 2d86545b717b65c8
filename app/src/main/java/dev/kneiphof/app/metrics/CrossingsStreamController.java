package dev.kneiphof.app.metrics;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live crossings, as server-sent events of the type {@code crossings}. Never crosses. */
@RestController
class CrossingsStreamController {

    private final CrossingsStream stream;

    CrossingsStreamController(CrossingsStream stream) {
        this.stream = stream;
    }

    @GetMapping(path = "/api/v1/crossings/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter crossings() {
        return stream.open();
    }
}
