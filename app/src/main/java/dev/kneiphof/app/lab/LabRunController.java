package dev.kneiphof.app.lab;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs of experiments, and their results to take away. Never crosses. */
@RestController
@RequestMapping("/api/v1/lab/runs")
class LabRunController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final LabRuns runs;
    private final LabRunStream stream;

    LabRunController(LabRuns runs, LabRunStream stream) {
        this.runs = runs;
        this.stream = stream;
    }

    record RunsResponse(List<LabRun.View> runs) {}

    @GetMapping
    RunsResponse list() {
        return new RunsResponse(runs.list().stream().map(LabRun::view).toList());
    }

    @GetMapping("/{run}")
    LabRun.View get(@PathVariable String run) {
        return runs.require(run).view();
    }

    /** Cancels a run; one that has ended is forgotten. */
    @DeleteMapping("/{run}")
    ResponseEntity<?> cancel(@PathVariable String run) {
        LabRun found = runs.require(run);
        if (found.hasEnded()) {
            runs.forget(run);
            return ResponseEntity.noContent().build();
        }
        found.cancel();
        return ResponseEntity.accepted().body(found.view());
    }

    @GetMapping(path = "/{run}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable String run) {
        return stream.open(runs.require(run));
    }

    @GetMapping(path = "/{run}/result.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<LabResult> json(@PathVariable String run) {
        LabResult result = result(run);
        return attachment(result, "json")
                .contentType(MediaType.APPLICATION_JSON)
                .body(result);
    }

    @GetMapping(path = "/{run}/result.csv", produces = "text/csv")
    ResponseEntity<byte[]> csv(@PathVariable String run) {
        LabResult result = result(run);
        return attachment(result, "csv")
                .contentType(CSV)
                .body(ResultCsv.of(result).getBytes(StandardCharsets.UTF_8));
    }

    private LabResult result(String id) {
        LabRun run = runs.require(id);
        LabResult result = run.result();
        if (result == null) {
            throw ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND)
                    .value("/api/v1/lab/runs/" + id + "/result, for the run is "
                            + run.view().state()));
        }
        return result;
    }

    private static ResponseEntity.BodyBuilder attachment(LabResult result, String extension) {
        String name = "kneiphof-lab-" + result.experiment() + "." + extension;
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString());
    }
}
