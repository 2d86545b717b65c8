package dev.kneiphof.app.ingestion;

import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the type of one CSV column from the first rows of the file: the first of boolean, integer, float and text that
 * every cell seen fits. Empty cells say nothing; a column of empty cells is text. The order of the rows does not matter.
 */
final class ColumnTypeInference {

    private final Set<ColumnType> candidates = EnumSet.allOf(ColumnType.class);
    private boolean seen;

    void see(String cell) {
        if (!cell.isEmpty()) {
            seen = true;
            candidates.removeIf(type -> type.parse(cell) == null);
        }
    }

    ColumnType type() {
        // EnumSet iterates in the order of declaration, which is the order of preference; text always remains.
        return seen ? candidates.iterator().next() : ColumnType.TEXT;
    }
}
