package dev.kneiphof.app.ingestion;

import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source hands over. */
final class CollectedRows implements RowSink {

    final List<Row> rows = new ArrayList<>();
    final List<RefusedRow> refused = new ArrayList<>();

    static CollectedRows of(RowSource source) {
        var collected = new CollectedRows();
        try {
            source.readInto(collected);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return collected;
    }

    static CollectedRows ofCsv(String text, CsvOptions options) {
        return of(new CsvRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), options));
    }

    @Override
    public void accept(Row row) {
        rows.add(row);
    }

    @Override
    public void refuse(RefusedRow row) {
        refused.add(row);
    }

    Node node(int index) {
        return ((BatchRow.NodeRow) rows.get(index).change()).node();
    }

    Edge edge(int index) {
        return ((BatchRow.EdgeRow) rows.get(index).change()).edge();
    }

    List<String> refusals() {
        return refused.stream()
                .map(row -> row.number() + "/" + row.line() + " "
                        + row.failure().status() + " " + row.failure().message())
                .toList();
    }
}
