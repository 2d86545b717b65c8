package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.GraphCounts;
import dev.kneiphof.graph.GraphDescription;
import dev.kneiphof.graph.MemoryPart;
import dev.kneiphof.graph.OpenSnapshots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph described. */
record DescriptionAnswer(
        String name,
        boolean directed,
        long nodes,
        long edges,
        long revision,
        long epoch,
        long bytes,
        List<GraphDescription.NamedCount> labels,
        List<GraphDescription.NamedCount> types,
        List<GraphDescription.AttributeColumn> nodeAttributes,
        List<GraphDescription.AttributeColumn> edgeAttributes,
        List<DeclaredIndexAnswer> indexes,
        List<MemoryPart> memory,
        OpenSnapshots snapshots,
        @Nullable Integer chunk,
        @Nullable SampleOrigin sample,
        CrossingsJson crossings) {

    static DescriptionAnswer of(NamedGraph graph, GraphDescription description, CrossingScope crossings) {
        GraphCounts counts = description.counts();
        return new DescriptionAnswer(
                graph.name(),
                description.directed(),
                counts.nodes(),
                counts.edges(),
                counts.revision(),
                counts.epoch(),
                counts.bytes(),
                description.labels(),
                description.types(),
                description.nodeAttributes(),
                description.edgeAttributes(),
                description.indexes().stream().map(DeclaredIndexAnswer::of).toList(),
                description.memory().parts(),
                description.memory().snapshots(),
                graph.settings().chunk(),
                graph.settings().sample(),
                CrossingsJson.of(crossings));
    }
}
