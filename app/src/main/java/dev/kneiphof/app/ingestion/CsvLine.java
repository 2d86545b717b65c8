package dev.kneiphof.app.ingestion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a CSV file.
 *
 * @param line the line it starts on, counted from 1
 * @param cells null for an empty cell without quotes, the empty text for one with quotes
 */
record CsvLine(long line, List<@Nullable String> cells) {

    int size() {
        return cells.size();
    }
}
