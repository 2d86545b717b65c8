package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchResult;
import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.EdgeBlock;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.InvalidArgumentException;
import dev.kneiphof.graph.NodeBlock;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The calls that add rows given as columns: one section of a batch, written straight from the arrays. */
final class BlockCalls {

    private static final int NODE = 0;
    private static final int EDGE = 1;
    private static final int ADD = 0;

    private static final String LABEL_SEPARATOR = "\u001F";

    private final GraphState graph;
    private final BatchCalls batches;

    BlockCalls(GraphState graph, BatchCalls batches) {
        this.graph = graph;
        this.batches = batches;
    }

    BatchResult addNodes(NodeBlock block) {
        return orByRows(() -> addColumns(block), block::toBatch);
    }

    BatchResult addEdges(EdgeBlock block) {
        return orByRows(() -> addColumns(block), block::toBatch);
    }

    /** What cannot be encoded goes row by row, so that the refusal names the row. */
    private BatchResult orByRows(Supplier<BatchResult> columns, Supplier<Batch> rows) {
        try {
            return columns.get();
        } catch (InvalidArgumentException refused) {
            if (refused.row() >= 0) {
                throw refused;
            }
            return batches.apply(rows.get());
        }
    }

    private BatchResult addColumns(NodeBlock block) {
        List<Column> columns = new ArrayList<>();
        columns.add(new BlockColumn(Tags.ID, "", "id of a node", new ColumnValues.Texts(block.ids())));
        if (!block.labels().isEmpty()) {
            columns.add(constant(Tags.LABELS, "label", String.join(LABEL_SEPARATOR, block.labels()), block.size()));
        }
        addAttributes(columns, block.columns());
        return apply(NODE, block.size(), columns, block.ids()::get);
    }

    private BatchResult addColumns(EdgeBlock block) {
        List<Column> columns = new ArrayList<>();
        var ids = block.ids();
        if (ids != null) {
            columns.add(new BlockColumn(Tags.ID, "", "id of an edge", new ColumnValues.Texts(ids)));
        }
        BlockColumn sources = ends(Tags.SOURCE, "source of an edge", block.sources());
        columns.add(sources);
        columns.add(ends(Tags.TARGET, "target of an edge", block.targets()).sharing(sources));
        String type = block.type();
        if (type != null) {
            columns.add(constant(Tags.TYPE, "type", type, block.size()));
        }
        addAttributes(columns, block.columns());
        return apply(EDGE, block.size(), columns, row -> block.edge(row).effectiveId());
    }

    private void addAttributes(List<Column> columns, Map<String, ColumnValues> attributes) {
        Limits.requireCount(graph.options(), attributes.size());
        attributes.forEach((key, values) -> {
            Ids.requireKey(key, graph.options().keyBytesMax());
            columns.add(values instanceof ColumnValues.Mixed mixed ? mixed(key, mixed) : attribute(key, values));
        });
    }

    private static Column attribute(String key, ColumnValues values) {
        return new BlockColumn(Tags.ATTRIBUTE, key, "text of the attribute", values);
    }

    private AttributeColumn mixed(String key, ColumnValues.Mixed mixed) {
        var column = new AttributeColumn(key, graph.options());
        for (int row = 0; row < mixed.size(); row++) {
            AttributeValue value = mixed.valueAt(row);
            if (value != null) {
                column.add(row, value);
            }
        }
        column.close(mixed.size(), 0);
        return column;
    }

    /** One text for every row. */
    private static Column constant(int role, String what, String text, int rows) {
        return new BlockColumn(role, "", what, ColumnValues.codes(List.of(text), new int[rows]));
    }

    private static BlockColumn ends(int role, String what, ColumnValues ends) {
        var column = new BlockColumn(role, "", what, ends);
        if (column.missing() > 0) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("rows without a " + what)
                    .value(Integer.toString(column.missing())));
        }
        return column;
    }

    /** Room that is asked for at once: fresh memory is cleared, and what is not used is cleared in vain. */
    private static long bytesExpected(List<Column> columns, int rows) {
        long bytes = 0;
        for (Column column : columns) {
            bytes += column instanceof BlockColumn block
                    ? block.bytesExpected()
                    : BlockColumn.TEXT_BYTES_EXPECTED * rows;
        }
        return bytes;
    }

    private BatchResult apply(int subject, int rows, List<Column> columns, IntFunction<String> idOf) {
        Session session = Session.enter();
        try {
            NativeBuffer in = session.request();
            in.clear();
            in.require(bytesExpected(columns, rows));
            List<Section> sections = rows == 0
                    ? List.of()
                    : List.of(new Section(subject, ADD, rows, Collections.unmodifiableList(columns)));
            BatchEncoder.encode(in, sections, rows, false, session.pending(graph.objects()));
            long began = session.begin(NativeFunction.GRAPH_APPLY);
            int status = KneiphofFunctions.graphApply(
                    graph.number(),
                    in.address(),
                    in.size(),
                    session.out(),
                    0,
                    0,
                    RunControl.currentAddress(),
                    session.report());
            session.end(NativeFunction.GRAPH_APPLY, began, status, rows, in.size(), Layouts.Applied.BYTES);
            if (status != 0) {
                throw RowFailures.ofStrict(session, status, rows, idOf, graph.options());
            }
            session.keepPending();
            return BatchCalls.result(session, 0, List.of());
        } finally {
            session.exit();
        }
    }
}
