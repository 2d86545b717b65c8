package dev.kneiphof.app.metrics;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.CrossingsSnapshot;
import dev.kneiphof.graph.FunctionCrossings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The crossings of a moment ago. A scrape asks for some hundred numbers one by one; they all come from one snapshot, so they
 * fit together and cost one reading.
 */
final class LatestSnapshot {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Consumer<FunctionCrossings> onReading;
    private long takenNanos = System.nanoTime() - FRESH_NANOS;
    private Map<String, FunctionCrossings> functions = Map.of();

    /** @param onReading told each function of each snapshot */
    LatestSnapshot(Consumer<FunctionCrossings> onReading) {
        this.onReading = onReading;
    }

    /** The names of all functions, in the order of the header. */
    List<String> names() {
        return Crossings.snapshot().functions().stream()
                .map(FunctionCrossings::name)
                .toList();
    }

    synchronized FunctionCrossings of(String function) {
        if (System.nanoTime() - takenNanos >= FRESH_NANOS) {
            CrossingsSnapshot snapshot = Crossings.snapshot();
            Map<String, FunctionCrossings> byName = new HashMap<>();
            snapshot.functions().forEach(crossings -> byName.put(crossings.name(), crossings));
            functions = byName;
            takenNanos = System.nanoTime();
            byName.values().forEach(onReading);
        }
        FunctionCrossings found = functions.get(function);
        if (found == null) {
            throw new IllegalArgumentException("there is no native function " + function);
        }
        return found;
    }
}
