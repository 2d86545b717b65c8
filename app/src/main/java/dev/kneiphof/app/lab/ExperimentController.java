package dev.kneiphof.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.lab.experiment.Arguments;
import dev.kneiphof.app.lab.experiment.Description;
import dev.kneiphof.app.lab.experiment.Experiment;
import dev.kneiphof.app.lab.experiment.ExperimentCatalog;
import dev.kneiphof.app.problem.ApiProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The experiments there are, and new runs of them. Does not cross itself. */
@RestController
@RequestMapping("/api/v1/lab/experiments")
class ExperimentController {

    private final ExperimentCatalog catalog;
    private final LabRuns runs;
    private final LabProperties properties;

    ExperimentController(ExperimentCatalog catalog, LabRuns runs, LabProperties properties) {
        this.catalog = catalog;
        this.runs = runs;
        this.properties = properties;
    }

    /** @param running the run that is under way */
    record ExperimentsResponse(
            List<Description> experiments,
            MillisRange millis,

            @JsonInclude(JsonInclude.Include.NON_NULL) LabRun.@Nullable View running) {}

    /** How long a run may be asked to take, in milliseconds. */
    record MillisRange(long min, long max, long byDefault) {}

    record RunRequest(
            @Nullable Map<String, Object> parameters,
            @Nullable Long millis) {}

    @GetMapping
    ExperimentsResponse list() {
        LabRun running = runs.running();
        return new ExperimentsResponse(
                catalog.list().stream().map(Experiment::description).toList(),
                millis(),
                running == null ? null : running.view());
    }

    @GetMapping("/{experiment}")
    Description get(@PathVariable String experiment) {
        return catalog.require(experiment).description();
    }

    @PostMapping("/{experiment}/runs")
    ResponseEntity<LabRun.View> run(@PathVariable String experiment, @RequestBody RunRequest request) {
        Experiment found = catalog.require(experiment);
        Map<String, Object> given = request.parameters() == null ? Map.of() : request.parameters();
        Arguments arguments = Arguments.of(found.description().parameters(), given);
        LabRun run = runs.start(found, arguments, time(request.millis()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/lab/runs/" + run.id()))
                .body(run.view());
    }

    private MillisRange millis() {
        return new MillisRange(
                LabProperties.RUN_MIN.toMillis(),
                properties.runMax().toMillis(),
                properties.runDefault().toMillis());
    }

    private Duration time(@Nullable Long asked) {
        MillisRange range = millis();
        if (asked == null) {
            return properties.runDefault();
        }
        if (asked < range.min() || asked > range.max()) {
            throw ApiProblem.invalid(
                            "millis must be from %d to %d".formatted(range.min(), range.max()), String.valueOf(asked))
                    .at("/millis");
        }
        return Duration.ofMillis(asked);
    }
}
