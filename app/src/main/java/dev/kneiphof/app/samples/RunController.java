package dev.kneiphof.app.samples;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Work in the background. Never crosses. */
@RestController
@RequestMapping("/api/v1/runs")
class RunController {

    private final SampleRuns runs;

    RunController(SampleRuns runs) {
        this.runs = runs;
    }

    record RunsResponse(List<SampleRun.View> runs) {}

    @GetMapping
    RunsResponse list() {
        return new RunsResponse(runs.list().stream().map(SampleRun::view).toList());
    }

    @GetMapping("/{id}")
    SampleRun.View get(@PathVariable String id) {
        return runs.require(id).view();
    }

    /** Cancels a run, which removes its graph; a run that has ended is forgotten. */
    @DeleteMapping("/{id}")
    ResponseEntity<?> cancel(@PathVariable String id) {
        SampleRun run = runs.require(id);
        if (run.hasEnded()) {
            runs.forget(id);
            return ResponseEntity.noContent().build();
        }
        run.cancel();
        return ResponseEntity.accepted().body(run.view());
    }
}
