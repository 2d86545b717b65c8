package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.trace.ChromeTrace;
import dev.kneiphof.app.lab.trace.Traced;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.CrossingTrace;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The trace of all crossings for a moment, and its files to take away. Does not cross itself. */
@RestController
@RequestMapping("/api/v1/lab/trace")
class TraceController {

    private static final String ADDRESS = "/api/v1/lab/trace";
    private static final int MILLIS_MIN = 100;
    private static final int MILLIS_MAX = 60_000;
    private static final int MILLIS_DEFAULT = 2_000;
    private static final int CAPACITY_DEFAULT = 1 << 14;

    private final Traces traces;

    TraceController(Traces traces) {
        this.traces = traces;
    }

    /** What is missing takes its default; without a preset, whatever crosses is traced. */
    record TraceRequest(
            @Nullable Integer millis,
            @Nullable Integer capacity,
            @Nullable String preset) {

        TraceRun.Order order() {
            if (preset != null && !preset.equals(Traces.SINGLE_AND_BATCH)) {
                throw ApiProblem.invalid("preset must be " + Traces.SINGLE_AND_BATCH + ", or be left out", preset)
                        .at("/preset");
            }
            int time = inRange("millis", millis, MILLIS_MIN, MILLIS_MAX, MILLIS_DEFAULT);
            int kept = inRange(
                    "capacity", capacity, CrossingTrace.CAPACITY_MIN, CrossingTrace.CAPACITY_MAX, CAPACITY_DEFAULT);
            return new TraceRun.Order(preset, Duration.ofMillis(time), kept);
        }

        private static int inRange(String name, @Nullable Integer asked, int min, int max, int byDefault) {
            if (asked == null) {
                return byDefault;
            }
            if (asked < min || asked > max) {
                throw ApiProblem.invalid("%s must be from %d to %d".formatted(name, min, max), asked.toString())
                        .at("/" + name);
            }
            return asked;
        }
    }

    @PostMapping
    ResponseEntity<TraceView> start(@RequestBody TraceRequest request) {
        return ResponseEntity.accepted()
                .location(URI.create(ADDRESS))
                .body(TraceView.of(traces.start(request.order())));
    }

    @GetMapping
    TraceView get() {
        TraceRun latest = traces.latest();
        return latest == null ? TraceView.NONE : TraceView.of(latest);
    }

    /** Ends the trace before its time is over; one that has ended is left as it is. */
    @PostMapping("/stop")
    TraceView stop() {
        traces.stopLatest();
        TraceRun latest = traces.latest();
        if (latest == null) {
            throw missing(ADDRESS);
        }
        return TraceView.of(latest);
    }

    @DeleteMapping
    @ResponseStatus(org.springframework.http.HttpStatus.NO_CONTENT)
    void forget() {
        traces.forget();
    }

    @GetMapping(path = "/trace.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChromeTrace> json() {
        TraceRun latest = traces.latest();
        Traced traced = latest == null ? null : latest.traced();
        if (traced == null) {
            throw missing(ADDRESS + "/trace.json");
        }
        return attachment("json")
                .contentType(MediaType.APPLICATION_JSON)
                .body(ChromeTrace.of(traced, ProcessHandle.current().pid()));
    }

    @GetMapping(path = "/trace.jfr", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<InputStreamResource> flightRecording() {
        TraceRun latest = traces.latest();
        try {
            if (latest != null) {
                return attachment("jfr")
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(new InputStreamResource(latest.flightRecording()));
            }
        } catch (IOException underWayOrForgotten) {
            // As if there were none.
        }
        throw missing(ADDRESS + "/trace.jfr");
    }

    private static ApiProblem missing(String address) {
        return ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value(address));
    }

    private static ResponseEntity.BodyBuilder attachment(String extension) {
        String file = "kneiphof-trace." + extension;
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString());
    }
}
