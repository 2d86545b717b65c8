package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.BatchRow.EdgeRow;
import dev.kneiphof.graph.BatchRow.NodeRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a run of rows into columns. Small methods: see {@link RowEncoder}. */
final class SectionCollector {

    private static final String LABEL_SEPARATOR = "\u001f";
    /** Cells of a section that may be empty before it is split: dense columns of rare keys would outgrow any batch. */
    private static final long EMPTY_CELLS_MAX = 1 << 16;

    private final boolean edges;
    private final Operation operation;
    private final GraphOptions options;
    private final int firstRow;
    private final TextColumn id;
    private final TextColumn source = new TextColumn(Tags.SOURCE, Tags.TEXT, "source of an edge");
    private final TextColumn target = new TextColumn(Tags.TARGET, Tags.TEXT, "target of an edge");
    private final TextColumn type = new TextColumn(Tags.TYPE, Tags.DICTIONARY, "type of an edge");
    private final TextColumn labels = new TextColumn(Tags.LABELS, Tags.DICTIONARY, "label of a node");
    private final List<AttributeColumn> attributes = new ArrayList<>();
    private final Map<String, AttributeColumn> byKey = new HashMap<>();
    private AttributeColumn[] byPosition = new AttributeColumn[0];
    private long cells;
    private int rows;

    SectionCollector(BatchRow first, GraphOptions options, int firstRow) {
        this.edges = isEdge(first);
        this.operation = first.operation();
        this.options = options;
        this.firstRow = firstRow;
        id = new TextColumn(Tags.ID, Tags.TEXT, edges ? "id of an edge" : "id of a node");
    }

    private static boolean isEdge(BatchRow row) {
        return row instanceof EdgeRow || row instanceof BatchRow.EdgeRemoval;
    }

    /** Whether the row belongs to this run and leaves its columns dense enough. */
    boolean accepts(BatchRow row) {
        return operation == row.operation()
                && edges == isEdge(row)
                && (long) attributes.size() * rows - cells <= EMPTY_CELLS_MAX + 8 * cells;
    }

    void add(BatchRow row) {
        switch (row) {
            case NodeRow(var operation, var node) -> addNode(node);
            case EdgeRow(var operation, var edge) -> addEdge(edge);
            case BatchRow.NodeRemoval(var removed) -> id.add(removed);
            case BatchRow.EdgeRemoval(var removed) -> id.add(removed);
        }
        rows++;
    }

    private void addNode(Node node) {
        id.add(node.id());
        labels.add(joined(node.labels()));
        addAttributes(node.attributes());
    }

    private void addEdge(Edge edge) {
        source.add(edge.source());
        target.add(edge.target());
        id.add(explicitId(edge));
        type.add(edge.type());
        addAttributes(edge.attributes());
    }

    private static @Nullable String explicitId(Edge edge) {
        String explicit = edge.id();
        return explicit == null || explicit.equals(Ids.derivedEdgeId(edge.source(), edge.target(), edge.type()))
                ? null
                : explicit;
    }

    private static @Nullable String joined(List<String> labels) {
        return switch (labels.size()) {
            case 0 -> null;
            case 1 -> labels.getFirst();
            default -> String.join(LABEL_SEPARATOR, labels);
        };
    }

    private void addAttributes(Attributes given) {
        int count = Limits.requireCount(options, given.size());
        for (int i = 0; i < count; i++) {
            column(i, given.keyAt(i)).add(rows, given.valueAt(i));
        }
        cells += count;
    }

    /** Rows of one kind have the same keys in the same order, mostly the very same strings. */
    @SuppressWarnings("ReferenceEquality") // equal strings that are not the same are found by the map
    private AttributeColumn column(int position, String key) {
        if (position < byPosition.length && byPosition[position].key() == key) {
            return byPosition[position];
        }
        AttributeColumn known = byKey.get(key);
        return known != null ? known : newColumn(key);
    }

    private AttributeColumn newColumn(String key) {
        var column = new AttributeColumn(Ids.requireKey(key, options.keyBytesMax()), options);
        byKey.put(key, column);
        attributes.add(column);
        byPosition = attributes.toArray(AttributeColumn[]::new);
        return column;
    }

    Section section() {
        var columns = new ArrayList<Column>();
        if (operation == Operation.REMOVE || !edges) {
            columns.add(id);
            addUnlessEmpty(columns, labels);
        } else {
            columns.add(source);
            columns.add(target);
            addUnlessEmpty(columns, id);
            addUnlessEmpty(columns, type);
        }
        for (AttributeColumn column : attributes) {
            column.close(rows, firstRow);
            columns.add(column);
        }
        return new Section(edges ? 1 : 0, BatchEncoder.codeOf(operation), rows, columns);
    }

    private static void addUnlessEmpty(List<Column> columns, TextColumn column) {
        if (!column.isEmpty()) {
            columns.add(column);
        }
    }
}
