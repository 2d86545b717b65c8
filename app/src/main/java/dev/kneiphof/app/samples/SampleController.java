package dev.kneiphof.app.samples;

import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.app.ingestion.IngestionMode;
import dev.kneiphof.app.ingestion.IngestionSettings;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.CrossingScope;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The samples, and graphs made from them: at once, or in the background with {@code Prefer: respond-async}. */
@RestController
@RequestMapping("/api/v1")
class SampleController {

    private static final String RESPOND_ASYNC = "respond-async";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final SampleCatalog catalog;
    private final SampleLoader loader;
    private final SampleRuns runs;
    private final IngestionSettings settings;

    SampleController(SampleCatalog catalog, SampleLoader loader, SampleRuns runs, IngestionSettings settings) {
        this.catalog = catalog;
        this.loader = loader;
        this.runs = runs;
        this.settings = settings;
    }

    record SamplesResponse(List<SampleDescription> samples) {}

    record SampleRequest(@Nullable String sample) {}

    @GetMapping("/samples")
    SamplesResponse samples() {
        return new SamplesResponse(catalog.descriptions());
    }

    @PostMapping("/graphs/{graph}/sample")
    ResponseEntity<?> load(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String chunk,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestBody SampleRequest request,
            CrossingScope scope)
            throws IOException {
        if (request.sample() == null) {
            throw ApiProblem.invalid("a property is missing", "sample").at("/sample");
        }
        Sample sample = catalog.require(request.sample());
        IngestionMode asked = IngestionMode.ofParameter(chunk);
        NamedGraph made = loader.prepare(graph, sample);
        IngestionMode mode = settings.effective(made, asked);
        if (prefersAsync(prefer)) {
            SampleRun run = runs.start(made, sample, mode);
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/runs/" + run.id()))
                    .header(PREFERENCE_APPLIED, RESPOND_ASYNC)
                    .body(run.view());
        }
        LoadedSample loaded = loader.load(made, sample, mode, Progress.UNWATCHED, scope);
        return ResponseEntity.created(URI.create("/api/v1/graphs/" + graph)).body(loaded);
    }

    private static boolean prefersAsync(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split("[,;]")).map(String::trim).anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }
}
