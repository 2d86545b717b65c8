package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.Cursor;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.NodeColumns;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StoredNode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The sum of a column: read where it lies, opened each time, or copied out as rows. */
final class ViewAndCopy implements Experiment {

    private static final int PAGE = 10_000;

    @Override
    public Description description() {
        return Description.of(
                        "view-copy",
                        "View and copy",
                        "What does it cost to read a column where it lies, and what to copy it out?",
                        "value")
                .with(Parameter.log("rows", "Values", "values", 100, 100_000, 10_000))
                .view("view", "The column is open: read where it lies", "kneiphof_snapshot_column")
                .crossing(
                        "opened",
                        "The column is opened, read where it lies, and closed",
                        "kneiphof_snapshot_open",
                        "kneiphof_snapshot_column",
                        "kneiphof_snapshot_close")
                .crossing(
                        "rows",
                        "Rows are copied out, page by page",
                        "kneiphof_graph_query_nodes",
                        "kneiphof_graph_read_nodes")
                .java("java", "double[]");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        int rows = arguments.get("rows");
        Graph graph = bench.graph();
        Rows.fill(graph, Rows.nodes(rows));
        NodeColumns columns = bench.keep(graph.columns(Rows.VALUE));
        double[] values = IntStream.range(0, rows).mapToDouble(Rows::value).toArray();
        return bench.mode("view", rows, times -> viewed(columns, times))
                .mode("opened", rows, times -> opened(graph, times))
                .mode("rows", rows, times -> copied(graph, times))
                .mode("java", rows, times -> summed(values, times));
    }

    private static long viewed(NodeColumns columns, long times) {
        double sum = 0;
        for (long i = 0; i < times; i++) {
            sum += sum(columns);
        }
        return (long) sum;
    }

    private static long opened(Graph graph, long times) {
        double sum = 0;
        for (long i = 0; i < times; i++) {
            try (NodeColumns columns = graph.columns(Rows.VALUE)) {
                sum += sum(columns);
            }
        }
        return (long) sum;
    }

    private static double sum(NodeColumns columns) {
        double sum = 0;
        for (ColumnChunk chunk : columns.chunks(Rows.VALUE)) {
            for (int row = 0; row < chunk.rows(); row++) {
                sum += chunk.floatAt(row);
            }
        }
        return sum;
    }

    private static long copied(Graph graph, long times) {
        double sum = 0;
        for (long i = 0; i < times; i++) {
            @Nullable Cursor next = null;
            do {
                Page<StoredNode> page = graph.nodes(Query.all().limit(PAGE).after(next));
                sum += sum(page.items());
                next = page.next();
            } while (next != null);
        }
        return (long) sum;
    }

    private static double sum(List<StoredNode> nodes) {
        double sum = 0;
        for (StoredNode node : nodes) {
            if (node.node().attributes().get(Rows.VALUE) instanceof FloatValue value) {
                sum += value.value();
            }
        }
        return sum;
    }

    private static long summed(double[] values, long times) {
        double sum = 0;
        for (long i = 0; i < times; i++) {
            for (double value : values) {
                sum += value;
            }
        }
        return (long) sum;
    }
}
