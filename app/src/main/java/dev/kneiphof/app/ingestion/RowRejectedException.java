package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;

/** The graph refused one row of a chunk that goes in whole or not at all. */
final class RowRejectedException extends RuntimeException {

    private final transient ProblemError error;
    private final transient Failure failure;

    RowRejectedException(ProblemError error, Failure failure, GraphException cause) {
        super(failure.message(), cause);
        this.error = error;
        this.failure = failure;
    }

    ProblemError error() {
        return error;
    }

    Failure failure() {
        return failure;
    }
}
