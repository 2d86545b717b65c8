package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.json.JsonDocuments;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.GraphException;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.json.JsonMapper;

/** Rows from NDJSON: one JSON object a line. A line that cannot be read is a refused row; the next line is read again. */
final class NdjsonRows implements RowSource {

    private final InputStream text;
    private final JsonMapper mapper;
    private final int lineBytesMax;

    NdjsonRows(InputStream text, JsonMapper mapper, int lineBytesMax) {
        this.text = text;
        this.mapper = mapper;
        this.lineBytesMax = lineBytesMax;
    }

    @Override
    public void readInto(RowSink sink) throws IOException {
        var lines = new ByteLines(text, lineBytesMax);
        long number = 0;
        while (lines.next()) {
            if (!lines.isBlank()) {
                hand(lines, number++, sink);
            }
        }
    }

    private void hand(ByteLines lines, long number, RowSink sink) {
        BatchRow change;
        try {
            if (lines.bytes() > lineBytesMax) {
                throw ApiProblem.limit("the length of a line in bytes", lines.bytes(), lineBytesMax);
            }
            change = JsonDocuments.read(mapper, lines.buffer(), 0, (int) lines.bytes(), RowJson::read);
        } catch (ApiProblem problem) {
            sink.refuse(refused(number, lines.number(), problem));
            return;
        } catch (GraphException refused) {
            sink.refuse(RefusedRow.of(number, lines.number(), refused.failure()));
            return;
        }
        sink.accept(new Row(number, lines.number(), change));
    }

    /** A place within the line becomes a place within the rows. */
    private static RefusedRow refused(long number, long line, ApiProblem problem) {
        String within =
                problem.errors().isEmpty() ? null : problem.errors().getFirst().pointer();
        return new RefusedRow(number, line, within == null ? null : "/rows/" + number + within, problem.failure());
    }
}
