package dev.kneiphof.app.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.ingestion.RefusedRow;
import dev.kneiphof.app.ingestion.Row;
import dev.kneiphof.app.ingestion.RowSink;
import dev.kneiphof.graph.BatchRow.EdgeRow;
import dev.kneiphof.graph.BatchRow.NodeRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JvmSampleTest {

    private static final Map<String, Node> NODES = new LinkedHashMap<>();
    private static final Set<Edge> EDGES = new HashSet<>();
    private static final List<Double> PROGRESS = new ArrayList<>();
    private static final JvmSample SAMPLE = new JvmSample();

    @BeforeAll
    static void read() throws IOException {
        SAMPLE.readInto(new Kept(), PROGRESS::add);
    }

    @Test
    void readsEveryClassAndEveryReferenceOfTheInstallation() {
        assertThat(NODES).hasSizeGreaterThan(25_000);
        assertThat(EDGES).hasSizeGreaterThan(200_000);
        assertThat(SAMPLE.description().exact()).isTrue();
        assertThat(SAMPLE.description().nodes()).isEqualTo(NODES.size());
        assertThat(SAMPLE.description().edges()).isEqualTo(EDGES.size());
    }

    @Test
    void everyEdgeJoinsTwoClassesThatWereRead() {
        assertThat(EDGES).allMatch(edge -> NODES.containsKey(edge.source()) && NODES.containsKey(edge.target()));
        assertThat(EDGES).noneMatch(edge -> edge.source().equals(edge.target()));
    }

    @Test
    void stringExtendsObjectAndImplementsComparable() {
        assertThat(EDGES)
                .contains(
                        edge("java.lang.String", "EXTENDS", "java.lang.Object"),
                        edge("java.lang.String", "IMPLEMENTS", "java.lang.Comparable"),
                        edge("java.lang.String", "REFERS_TO", "java.lang.StringBuilder"),
                        edge("java.util.List", "EXTENDS", "java.util.SequencedCollection"))
                .doesNotContain(
                        edge("java.util.List", "EXTENDS", "java.lang.Object"),
                        edge("java.lang.String", "REFERS_TO", "java.lang.Object"));
    }

    @Test
    void eachClassTellsItsKindItsModuleAndItsSize() {
        assertThat(NODES.get("java.lang.String").labels()).containsExactly("Class");
        assertThat(NODES.get("java.util.List").labels()).containsExactly("Interface");
        assertThat(NODES.get("java.lang.Deprecated").labels()).containsExactly("Annotation");
        assertThat(NODES.get("java.util.concurrent.TimeUnit").labels()).containsExactly("Enum");
        assertThat(NODES.values()).anyMatch(node -> node.labels().contains("Record"));
        var entry = NODES.get("java.util.Map$Entry").attributes();
        assertThat(entry.get("module").toObject()).isEqualTo("java.base");
        assertThat(entry.get("package").toObject()).isEqualTo("java.util");
        assertThat(entry.get("name").toObject()).isEqualTo("Map$Entry");
        assertThat(entry.get("nested").toObject()).isEqualTo(true);
        assertThat((Long) entry.get("bytes").toObject()).isPositive();
        assertThat((Long) entry.get("methods").toObject()).isGreaterThan(5);
    }

    @Test
    void progressRisesToOne() {
        assertThat(PROGRESS).isSorted().last().isEqualTo(1.0);
        assertThat(PROGRESS.getFirst()).isLessThan(0.01);
    }

    @Test
    void stopsAtOnceWhenCancelled() {
        var rows = new Kept();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new JvmSample().readInto(rows, fraction -> {
                    if (fraction > 0.01) {
                        throw new CancellationException();
                    }
                }));
        assertThat(rows.count).isLessThan(1_000);
    }

    private static Edge edge(String source, String type, String target) {
        return Edge.of(source, target).type(type);
    }

    private static final class Kept implements RowSink {
        private long count;

        @Override
        public void accept(Row row) {
            assertThat(row.number()).isEqualTo(count++);
            switch (row.change()) {
                case NodeRow(var operation, var node) -> NODES.put(node.id(), node);
                case EdgeRow(var operation, var edge) -> EDGES.add(edge);
                default -> throw new AssertionError(row);
            }
        }

        @Override
        public void refuse(RefusedRow row) {
            throw new AssertionError(row);
        }
    }
}
