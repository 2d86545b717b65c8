package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.source.FunctionSource;
import dev.kneiphof.app.lab.source.Sources;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Native functions as they stand in the sources of this build. Never crosses. */
@RestController
@RequestMapping("/api/v1/lab/sources")
class SourceController {

    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    @GetMapping("/{function}")
    FunctionSource get(@PathVariable String function) {
        return sources.require(function);
    }
}
