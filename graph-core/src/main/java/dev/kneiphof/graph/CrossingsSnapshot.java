package dev.kneiphof.graph;

import java.time.Instant;
import java.util.List;

/**
 * All crossings of the process at one moment.
 *
 * @param since when counting began
 * @param functions in the order of the header, those never called included
 */
public record CrossingsSnapshot(Instant since, List<FunctionCrossings> functions) {

    public CrossingsSnapshot {
        functions = List.copyOf(functions);
    }

    /** The calls of all functions together. */
    public long calls() {
        return functions.stream().mapToLong(FunctionCrossings::calls).sum();
    }
}
