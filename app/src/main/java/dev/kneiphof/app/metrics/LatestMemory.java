package dev.kneiphof.app.metrics;

import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.GraphMemory;
import dev.kneiphof.graph.MemoryPart;
import dev.kneiphof.graph.OpenSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The memory of one graph a moment ago: the numbers of a scrape come from one reading, which is one crossing. */
final class LatestMemory {

    /** Columns of each subject with a series of their own: keys come from outside, and a series costs whoever collects them. */
    static final int COLUMNS_MAX = 100;

    static final String OTHER_COLUMNS = "(others)";

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final NamedGraph graph;
    private long takenNanos = System.nanoTime() - FRESH_NANOS;
    private @Nullable Reading reading;
    private Set<Series> known;

    /** {@code structures} are the series that every graph has. */
    LatestMemory(NamedGraph graph, Set<Series> structures) {
        this.graph = graph;
        this.known = structures;
    }

    /**
     * What a number stands for.
     *
     * @param column the key of a column or of an index, empty where the structure is neither
     */
    record Series(String structure, String column) {}

    /** All numbers of one moment. */
    record Reading(Map<Series, Long> bytes, OpenSnapshots snapshots) {

        static Reading of(GraphMemory memory) {
            Map<Series, Long> bytes = new LinkedHashMap<>();
            for (MemoryPart part : memory.parts()) {
                String key = part.key();
                if (key == null || part.part().startsWith("index of ")) {
                    bytes.merge(new Series(part.part(), key == null ? "" : key), part.bytes(), Long::sum);
                }
            }
            putColumns("node columns", memory.nodeColumns(), bytes);
            putColumns("edge columns", memory.edgeColumns(), bytes);
            return new Reading(bytes, memory.snapshots());
        }

        double bytes(Series series) {
            return bytes.getOrDefault(series, 0L);
        }

        private static void putColumns(String structure, Map<String, Long> columns, Map<Series, Long> bytes) {
            int seen = 0;
            for (Map.Entry<String, Long> column : columns.entrySet()) {
                String key = seen++ < COLUMNS_MAX ? column.getKey() : OTHER_COLUMNS;
                bytes.merge(new Series(structure, key), column.getValue(), Long::sum);
            }
        }
    }

    String name() {
        return graph.name();
    }

    boolean isOf(NamedGraph other) {
        return graph.equals(other);
    }

    /** The numbers, or null while somebody writes for long, or when the graph goes away. Crosses where they are not fresh. */
    synchronized @Nullable Reading read() {
        if (System.nanoTime() - takenNanos >= FRESH_NANOS) {
            try {
                reading = Reading.of(graph.graph().memory());
            } catch (GraphException unavailable) {
                reading = null;
            }
            takenNanos = System.nanoTime();
        }
        return reading;
    }

    /** What there are numbers for: every structure, and the columns that were met. Does not cross. */
    synchronized Set<Series> series() {
        return known;
    }

    /** Whether the last reading has other series than those that were known; from now on they are. */
    synchronized boolean meetsSeries() {
        if (reading == null || reading.bytes.keySet().equals(known)) {
            return false;
        }
        known = reading.bytes.keySet();
        return true;
    }
}
