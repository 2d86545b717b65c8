package dev.kneiphof.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The native memory of a graph, counted to the byte: every structure, every column, and what open snapshots hold beside it.
 *
 * @param parts in a fixed order; a column has one part each for values, validity, texts and heap
 */
public record GraphMemory(List<MemoryPart> parts, OpenSnapshots snapshots) {

    public GraphMemory {
        parts = List.copyOf(parts);
    }

    /** The sum of the parts: what {@link GraphCounts#bytes()} says. */
    public long bytes() {
        return parts.stream().mapToLong(MemoryPart::bytes).sum();
    }

    /** The bytes of the node columns by attribute, in the order in which the graph first saw them. */
    public Map<String, Long> nodeColumns() {
        return columns("node ");
    }

    /** The bytes of the edge columns by attribute, in the order in which the graph first saw them. */
    public Map<String, Long> edgeColumns() {
        return columns("edge ");
    }

    private Map<String, Long> columns(String subject) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (MemoryPart part : parts) {
            if (part.key() != null && part.part().startsWith(subject)) {
                bytes.merge(part.key(), part.bytes(), Long::sum);
            }
        }
        return bytes;
    }
}
