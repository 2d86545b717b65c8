package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.ingestion.CsvHeader.Column;
import dev.kneiphof.app.ingestion.CsvHeader.Role;
import dev.kneiphof.app.ingestion.CsvOptions.Kind;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one CSV record into the change it asks for, or says with a {@link GraphException} which cell is wrong. */
final class CsvElements {

    private static final String LABEL_SEPARATOR = ";";

    private final CsvOptions options;
    private final List<Column> columns;
    private final List<ColumnType> types;

    CsvElements(CsvOptions options, CsvHeader header, List<ColumnType> types) {
        this.options = options;
        this.columns = header.columns();
        this.types = types;
    }

    BatchRow change(CsvLine line) {
        String id = cell(line, Role.ID);
        if (options.kind() == Kind.NODES) {
            return Row.node(options.operation(), new Node(id == null ? "" : id, labels(line), attributes(line)));
        }
        if (options.operation() == Operation.REMOVE && id != null) {
            return new BatchRow.EdgeRemoval(id);
        }
        String type = cell(line, Role.TYPE);
        var edge = new Edge(
                id,
                required(line, Role.SOURCE),
                required(line, Role.TARGET),
                type == null ? options.type() : type,
                attributes(line));
        return Row.edge(options.operation(), edge);
    }

    private List<String> labels(CsvLine line) {
        String own = cell(line, Role.LABELS);
        if (own == null) {
            return options.labels();
        }
        var labels = new ArrayList<>(options.labels());
        labels.addAll(List.of(own.split(LABEL_SEPARATOR, -1)));
        return labels;
    }

    private Attributes attributes(CsvLine line) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = line.cells().get(i);
            ColumnType type = types.get(i);
            // An empty cell is a missing attribute. In quotes it is the empty text, where the column holds text.
            boolean missing = cell == null || (cell.isEmpty() && type != ColumnType.TEXT);
            if (columns.get(i).role() == Role.ATTRIBUTE && !missing) {
                attributes.put(columns.get(i).name(), value(columns.get(i), type, cell));
            }
        }
        return Attributes.of(attributes);
    }

    private Object value(Column column, ColumnType type, @Nullable String cell) {
        Object value = cell == null ? null : type.parse(cell);
        if (value == null) {
            boolean declared = options.declared().containsKey(column.name());
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the column '" + column.name() + "' holds values of type " + type.label()
                            + (declared
                                    ? ", as declared"
                                    : ", as its first rows show (types=text reads every column as text)")
                            + ", and this one does not fit")
                    .value(cell == null ? "" : cell));
        }
        return value;
    }

    private String required(CsvLine line, Role role) {
        String cell = cell(line, role);
        return cell == null ? "" : cell;
    }

    private @Nullable String cell(CsvLine line, Role role) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role() == role) {
                return line.cells().get(i);
            }
        }
        return null;
    }
}
