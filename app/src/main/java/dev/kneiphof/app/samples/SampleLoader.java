package dev.kneiphof.app.samples;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.app.graph.SampleOrigin;
import dev.kneiphof.app.ingestion.Ingestion;
import dev.kneiphof.app.ingestion.IngestionMode;
import dev.kneiphof.app.ingestion.IngestionReport;
import dev.kneiphof.app.ingestion.RefusedRow;
import dev.kneiphof.app.ingestion.Row;
import dev.kneiphof.app.ingestion.RowSink;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.CrossingScope;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Makes a graph out of a sample, through the same ingestion as everybody's rows. A load that fails leaves no graph. */
@Component
final class SampleLoader {

    private final GraphService graphs;
    private final Ingestion ingestion;

    SampleLoader(GraphService graphs, Ingestion ingestion) {
        this.graphs = graphs;
        this.ingestion = ingestion;
    }

    /** Makes the empty graph. Crosses once. */
    NamedGraph prepare(String name, Sample sample) {
        SampleDescription description = sample.description();
        NamedGraph graph = graphs.create(name, description.directed());
        graph.change(settings ->
                settings.withSample(new SampleOrigin(description.name(), description.origin(), description.license())));
        return graph;
    }

    /** Fills the graph. Crosses once per chunk. */
    LoadedSample load(NamedGraph graph, Sample sample, IngestionMode mode, Progress progress, CrossingScope scope)
            throws IOException {
        boolean loaded = false;
        try {
            var counted = new Counted();
            IngestionReport report =
                    ingestion.trusted(graph.graph(), mode, sink -> sample.readInto(counted.into(sink), progress));
            loaded = true;
            return new LoadedSample(
                    graph.name(),
                    sample.description().name(),
                    counted.nodes,
                    counted.edges,
                    report.chunk(),
                    report.chunks(),
                    report.nanos(),
                    CrossingsJson.of(scope));
        } finally {
            if (!loaded) {
                discard(graph);
            }
        }
    }

    /** Removes the graph, unless somebody else has done so already. */
    void discard(NamedGraph graph) {
        if (graphs.find(graph.name()) == graph) {
            graphs.remove(graph.name());
        }
    }

    private static final class Counted {
        private long nodes;
        private long edges;

        RowSink into(RowSink sink) {
            return new RowSink() {
                @Override
                public void accept(Row row) {
                    sink.accept(row);
                    if (row.change() instanceof BatchRow.NodeRow) {
                        nodes++;
                    } else {
                        edges++;
                    }
                }

                @Override
                public void refuse(RefusedRow row) {
                    throw ApiProblem.of(row.failure());
                }
            };
        }
    }
}
