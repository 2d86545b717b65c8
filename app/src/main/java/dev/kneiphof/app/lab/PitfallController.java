package dev.kneiphof.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.lab.pitfall.Outcome;
import dev.kneiphof.app.lab.pitfall.Pitfall;
import dev.kneiphof.app.lab.pitfall.Pitfalls;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mistakes that a boundary invites, to be made and to be avoided. Each way crosses as its bill says. */
@RestController
@RequestMapping("/api/v1/lab/pitfalls")
class PitfallController {

    private final Pitfalls pitfalls;
    private final LabTurn turn;

    PitfallController(Pitfalls pitfalls, LabTurn turn) {
        this.pitfalls = pitfalls;
        this.turn = turn;
    }

    record PitfallsResponse(List<Pitfall.Description> pitfalls) {}

    /**
     * One way, done.
     *
     * @param operations what was done, in rows or calls
     * @param nanos for all of it, with the making of its graphs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WayResponse(
            String pitfall,
            String way,
            String title,
            String outcome,
            long operations,
            long nanos,
            List<Outcome.Evidence> evidence,
            Outcome.@Nullable Caught caught,
            CrossingsJson crossings) {}

    @GetMapping
    PitfallsResponse list() {
        return new PitfallsResponse(
                pitfalls.list().stream().map(Pitfall::description).toList());
    }

    @PostMapping("/{pitfall}/wrong")
    WayResponse wrong(@PathVariable String pitfall) throws Exception {
        Pitfall found = pitfalls.require(pitfall);
        return run(found, "wrong", found.description().wrong(), found::wrong);
    }

    @PostMapping("/{pitfall}/right")
    WayResponse right(@PathVariable String pitfall) throws Exception {
        Pitfall found = pitfalls.require(pitfall);
        return run(found, "right", found.description().right(), found::right);
    }

    private WayResponse run(Pitfall pitfall, String name, Pitfall.Way way, Callable<Outcome> work) throws Exception {
        String id = pitfall.description().id();
        var running = new PitfallRun(id);
        turn.take(running);
        try (CrossingScope scope = Crossings.scope()) {
            long began = System.nanoTime();
            Outcome outcome = work.call();
            long nanos = System.nanoTime() - began;
            return new WayResponse(
                    id,
                    name,
                    way.title(),
                    outcome.text(),
                    outcome.operations(),
                    nanos,
                    outcome.evidence(),
                    outcome.caught(),
                    CrossingsJson.of(scope));
        } finally {
            running.end();
        }
    }
}
