package dev.kneiphof.app.samples;

import dev.kneiphof.app.ingestion.Row;
import dev.kneiphof.app.ingestion.RowSink;
import dev.kneiphof.app.samples.JavaGraph.Relation;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Operation;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The classes of the running Java installation and who refers to whom, read live: nothing is shipped, and every machine
 * shows its own.
 */
@Component
final class JvmSample implements Sample {

    static final String NAME = "this-jvm";

    private static final long NODES_EXPECTED = 27_000;
    private static final long EDGES_EXPECTED = 266_000;

    private volatile SampleDescription description = described(NODES_EXPECTED, EDGES_EXPECTED, false);

    @Override
    public SampleDescription description() {
        return description;
    }

    @Override
    public void readInto(RowSink sink, Progress progress) throws IOException {
        var rows = new Rows(sink);
        var graph = new JavaGraph();
        List<String> classes = readClasses(graph, rows, progress.part(0, 0.5));
        long nodes = rows.count;
        Progress edges = progress.part(0.5, 1);
        for (int i = 0; i < classes.size(); i++) {
            graph.edgesOf(classes.get(i), rows::edge);
            edges.reached((i + 1.0) / classes.size());
        }
        description = described(nodes, rows.count - nodes, true);
    }

    private static List<String> readClasses(JavaGraph graph, Rows rows, Progress progress) throws IOException {
        JavaImage image = JavaImage.running();
        List<Path> files = image.classFiles();
        var classes = new ArrayList<String>(files.size());
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            ClassModel model = ClassFile.of().parse(bytes);
            String name = model.thisClass().asInternalName();
            if (graph.add(name, JavaReferences.of(model))) {
                rows.node(JavaClass.of(model, image.moduleOf(file), bytes.length));
                classes.add(name);
            }
            progress.reached((double) classes.size() / files.size());
        }
        return classes;
    }

    private static SampleDescription described(long nodes, long edges, boolean exact) {
        Runtime.Version version = Runtime.version();
        return new SampleDescription(
                NAME,
                "This JVM",
                "The classes of the Java installation that runs this server, and which class extends, implements or"
                        + " refers to which. Read from its class files when you load it, in a few seconds.",
                true,
                nodes,
                edges,
                exact,
                "The running Java installation: " + System.getProperty("java.vendor") + " " + version,
                "Nothing is shipped or copied out; the class files stay under the licence of your Java installation");
    }

    /** Numbers the rows. */
    private static final class Rows {
        private final RowSink sink;
        private long count;

        Rows(RowSink sink) {
            this.sink = sink;
        }

        void node(JavaClass javaClass) {
            sink.accept(new Row(count++, 0, new BatchRow.NodeRow(Operation.ADD, javaClass.node())));
        }

        void edge(String source, Relation relation, String target) {
            var edge = new Edge(null, source, target, relation.name(), Attributes.EMPTY);
            sink.accept(new Row(count++, 0, new BatchRow.EdgeRow(Operation.ADD, edge)));
        }
    }
}
