package dev.kneiphof.app.ingestion;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.kneiphof.app.ingestion.CsvHeader.Column;
import dev.kneiphof.app.ingestion.CsvHeader.Role;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows from CSV (RFC 4180, UTF-8, a byte order mark is skipped, blank lines too). The types of the columns are found once,
 * from the first {@value #TYPED_ROWS} rows of the file, whatever the chunk size: a later cell that does not fit is a refused
 * row that names its column, never a silent change of type.
 */
public final class CsvRows implements RowSource {

    static final int TYPED_ROWS = 10_000;
    private static final int CELL_CHARS_MAX = 2 << 20;

    private final InputStream text;
    private final CsvOptions options;
    private final Map<String, String> types = new LinkedHashMap<>();

    public CsvRows(InputStream text, CsvOptions options) {
        this.text = text;
        this.options = options;
    }

    /** The types the attribute columns were read as, in the order of the columns; known once {@link #readInto} has begun. */
    public Map<String, String> types() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    @Override
    public void readInto(RowSink sink) throws IOException {
        try (Reader reader = StrictUtf8.reader(text);
                CsvReader<CsvLine> csv = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(CELL_CHARS_MAX)
                        .build(new CsvLineHandler(), reader);
                CloseableIterator<CsvLine> lines = csv.iterator()) {
            read(lines, sink);
        } catch (CsvParseException malformed) {
            if (malformed.getCause() instanceof ApiProblem problem) {
                throw problem;
            }
            throw ApiProblem.malformed("the CSV cannot be read: " + malformed.getMessage());
        } catch (UncheckedIOException failed) {
            throw StrictUtf8.explained(Objects.requireNonNull(failed.getCause()));
        } catch (CharacterCodingException notUtf8) {
            throw StrictUtf8.explained(notUtf8);
        }
    }

    private void read(CloseableIterator<CsvLine> lines, RowSink sink) {
        if (!lines.hasNext()) {
            throw ApiProblem.malformed("the CSV has no header line");
        }
        CsvHeader header = CsvHeader.of(lines.next(), options);
        var first = new ArrayList<CsvLine>();
        RuntimeException broken = fill(first, lines);
        var elements = new CsvElements(options, header, columnTypes(header, first));
        long number = 0;
        for (CsvLine line : first) {
            hand(line, number++, header, elements, sink);
        }
        first.clear();
        if (broken != null) {
            throw broken;
        }
        while (lines.hasNext()) {
            hand(lines.next(), number++, header, elements, sink);
        }
    }

    /** Reads the rows that decide the types; what ends the reading is kept back until the rows before it are handed over. */
    private static @Nullable RuntimeException fill(List<CsvLine> first, CloseableIterator<CsvLine> lines) {
        try {
            while (first.size() < TYPED_ROWS && lines.hasNext()) {
                first.add(lines.next());
            }
            return null;
        } catch (CsvParseException | UncheckedIOException broken) {
            return broken;
        }
    }

    private List<ColumnType> columnTypes(CsvHeader header, List<CsvLine> first) {
        var found =
                Stream.generate(ColumnTypeInference::new).limit(header.size()).toList();
        for (CsvLine line : first) {
            for (int i = 0; i < Math.min(line.size(), header.size()); i++) {
                String cell = line.cells().get(i);
                if (cell != null) {
                    found.get(i).see(cell);
                }
            }
        }
        var columnTypes = new ArrayList<ColumnType>();
        for (int i = 0; i < header.size(); i++) {
            Column column = header.columns().get(i);
            ColumnType type = options.declared()
                    .getOrDefault(
                            column.name(), options.inferTypes() ? found.get(i).type() : ColumnType.TEXT);
            columnTypes.add(type);
            if (column.role() == Role.ATTRIBUTE) {
                types.put(column.name(), type.label());
            }
        }
        return columnTypes;
    }

    private static void hand(CsvLine line, long number, CsvHeader header, CsvElements elements, RowSink sink) {
        if (line.size() != header.size()) {
            sink.refuse(RefusedRow.of(
                    number,
                    line.line(),
                    Failure.of(StatusCode.MALFORMED_BODY)
                            .detail("the row has " + line.size() + " cells, the header has " + header.size())));
            return;
        }
        BatchRow change;
        try {
            change = elements.change(line);
        } catch (GraphException refused) {
            sink.refuse(RefusedRow.of(number, line.line(), refused.failure()));
            return;
        }
        sink.accept(new Row(number, line.line(), change));
    }
}
