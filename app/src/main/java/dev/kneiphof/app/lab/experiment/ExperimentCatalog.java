package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.List;

/** The experiments of the Lab, in the order in which they are shown. */
public final class ExperimentCatalog {

    private final List<Experiment> experiments;

    public ExperimentCatalog() {
        experiments = List.of(
                new EmptyCall(),
                new TextInAndOut(),
                new AttributeMaps(),
                new Chunks(),
                new FlatAndNested(),
                new Converted(),
                new Arenas(),
                new ViewAndCopy(),
                new ErrorPath(),
                new Predicates(),
                new AsyncCalls(),
                new BatchGet(),
                new Threads(),
                new Recorded(),
                new Metering(),
                new Builds(),
                new WholeStack());
    }

    public List<Experiment> list() {
        return experiments;
    }

    /** The experiment, or RESOURCE_NOT_FOUND. */
    public Experiment require(String id) {
        return experiments.stream()
                .filter(experiment -> experiment.description().id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiProblem.of(
                        Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/lab/experiments/" + id)));
    }
}
