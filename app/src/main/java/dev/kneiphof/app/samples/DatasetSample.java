package dev.kneiphof.app.samples;

import dev.kneiphof.app.ingestion.CsvOptions;
import dev.kneiphof.app.ingestion.CsvRows;
import dev.kneiphof.app.ingestion.RefusedRow;
import dev.kneiphof.app.ingestion.Row;
import dev.kneiphof.app.ingestion.RowSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.ClassPathResource;

/** A sample that is shipped as CSV; it comes in through the same reader as everybody's files. */
record DatasetSample(DatasetEntry entry) implements Sample {

    private static final String FOLDER = "datasets/";

    @Override
    public SampleDescription description() {
        return entry.describe();
    }

    @Override
    public void readInto(RowSink sink, Progress progress) throws IOException {
        long nodes = entry.nodes().count();
        long total = nodes + entry.edges().count();
        try (InputStream text = open(entry.nodes().file())) {
            var rows = new CsvRows(text, CsvOptions.nodes(entry.nodes().labels()));
            rows.readInto(new Watched(sink, progress, 0, total));
        }
        try (InputStream text = open(entry.edges().file())) {
            var rows = new CsvRows(text, CsvOptions.edges(entry.edges().type()));
            rows.readInto(new Watched(sink, progress, nodes, total));
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream stored = new ClassPathResource(FOLDER + file).getInputStream();
        return file.endsWith(".gz") ? new GZIPInputStream(stored) : stored;
    }

    /** Counts the rows of both files as one and tells how far they are. */
    private record Watched(RowSink sink, Progress progress, long offset, long total) implements RowSink {

        @Override
        public void accept(Row row) {
            long number = offset + row.number();
            sink.accept(new Row(number, row.line(), row.change()));
            progress.reached((number + 1.0) / total);
        }

        @Override
        public void refuse(RefusedRow row) {
            sink.refuse(new RefusedRow(offset + row.number(), row.line(), row.pointer(), row.failure()));
        }
    }
}
