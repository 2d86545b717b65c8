package dev.kneiphof.app.samples;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code datasets/index.json}: a graph that is shipped as two CSV files.
 *
 * @param nodes the file of the nodes, with the labels that all of them get
 * @param edges the file of the edges, with the type of those that name none
 */
record DatasetEntry(
        String name,
        String title,
        String description,
        String origin,
        String license,
        boolean directed,
        NodeFile nodes,
        EdgeFile edges) {

    record NodeFile(String file, long count, List<String> labels) {}

    record EdgeFile(String file, long count, @Nullable String type) {}

    SampleDescription describe() {
        return new SampleDescription(
                name, title, description, directed, nodes.count(), edges.count(), true, origin, license);
    }
}
