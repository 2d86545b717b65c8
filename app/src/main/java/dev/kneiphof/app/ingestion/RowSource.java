package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import java.io.IOException;

/** Where rows come from; reads them once, from front to back, and keeps none. */
@FunctionalInterface
public interface RowSource {

    /**
     * Hands every row to the sink.
     *
     * @throws ApiProblem when the text cannot be read any further
     */
    void readInto(RowSink sink) throws IOException;
}
