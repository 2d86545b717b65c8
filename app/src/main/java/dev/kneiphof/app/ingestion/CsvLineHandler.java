package dev.kneiphof.app.ingestion;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps apart what most CSV readers merge: an empty cell and a quoted empty cell. */
final class CsvLineHandler extends AbstractBaseCsvCallbackHandler<CsvLine> {

    private List<@Nullable String> cells = new ArrayList<>();

    @Override
    protected void handleBegin(long startingLineNumber) {
        cells = new ArrayList<>(cells.size());
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        cells.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
    }

    @Override
    protected CsvLine buildRecord() {
        return new CsvLine(getStartingLineNumber(), cells);
    }
}
