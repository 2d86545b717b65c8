package dev.kneiphof.app.samples;

import dev.kneiphof.app.ingestion.RowSink;
import java.io.IOException;

/** A graph to try things with. */
public interface Sample {

    SampleDescription description();

    /** Hands over the nodes, then the edges, one after the other: nothing is collected. */
    void readInto(RowSink sink, Progress progress) throws IOException;
}
