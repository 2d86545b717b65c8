package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.List;

/** The mistakes in the order in which they are shown. */
public final class Pitfalls {

    private final List<Pitfall> pitfalls = List.of(
            new ManySmallCalls(),
            new NestedValues(),
            new MissedClose(),
            new WrongThread(),
            new UncheckedError(),
            new PerRowUpcalls(),
            new LongCriticalCalls(),
            new TimingEveryCall());

    public List<Pitfall> list() {
        return pitfalls;
    }

    /** The pitfall, or RESOURCE_NOT_FOUND. */
    public Pitfall require(String id) {
        return pitfalls.stream()
                .filter(pitfall -> pitfall.description().id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/lab/pitfalls/" + id)));
    }
}
