package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.GraphCounts;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.StatusCode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows of schemas as no encoder writes them. The rows that are spoiled:
 *
 * <pre>
 * 0 schema | 4 generation | 8 version | 16 length | 20 id bytes | 24 labels or type | 26 attributes | 28 flags
 * node                               32 valid | 40 nulls | 48 integer | 56 boolean | 64 text | 72 null | 80 label | 88 "eve" and the text
 * edge  32 source | 36 target bytes  40 valid | 48 nulls | 56 integer | 64 boolean | 72 text | 80 null | 88 "e" "ada" "bob" and the text
 * </pre>
 */
class HostileSchemaRowsTest {

    private static final Schema SCHEMA = Schema.EMPTY
            .with("integer", Schema.Type.INTEGER)
            .with("boolean", Schema.Type.BOOLEAN)
            .with("text", Schema.Type.TEXT)
            .with("null", Schema.Type.FLOAT);

    private final Session session = Session.enter();
    private final long graph = GraphCalls.open(GraphOptions.defaults());
    private final GraphState state = new GraphState(
            new GraphHandle(graph), GraphOptions.defaults(), new SymbolTable(graph), new OpaqueRegistry());

    @BeforeEach
    void addEnds() {
        for (String end : List.of("ada", "bob")) {
            session.request().clear();
            long length = state.rows(session).node(Node.of(end), 0);
            KneiphofFunctions.graphAddNode(
                    graph, session.request().address(), length, session.out(), 0, session.report());
        }
        assertOnlyEnds();
    }

    @AfterEach
    void close() {
        session.exit();
        state.handle().close();
    }

    @ParameterizedTest(name = "{0}, {4}")
    @CsvSource({
        "NODE, 0, 4, 7, schema",
        "NODE, 16, 4, 8, length of a row",
        "NODE, 20, 4, 99999, id of a node",
        "NODE, 24, 2, 4000, number of labels",
        "NODE, 26, 2, 9000, number of attributes",
        "NODE, 28, 4, 10, length of the number of a node",
        "NODE, 28, 4, 64, flags of a row",
        "NODE, 32, 8, 255, null that has a value",
        "NODE, 32, 8, 23, bits behind the last attribute",
        "NODE, 56, 8, 2, word of an attribute",
        "NODE, 64, 8, 1, offset of a text",
        "NODE, 72, 8, 5, word of an attribute",
        "NODE, 95, 1, 1, padding of a row",
        "EDGE, 20, 4, 99999, id of an edge",
        "EDGE, 24, 2, 4000, symbol of a type",
        "EDGE, 28, 4, 2, number of labels",
        "EDGE, 28, 4, 7, flags of a row",
        "EDGE, 28, 4, 12, length of the number of a node",
        "EDGE, 28, 4, 20, flags of a row",
        "EDGE, 32, 4, 99999, source of an edge",
        "EDGE, 36, 4, 99999, target of an edge",
        "EDGE, 36, 4, 0, target of an edge",
        "EDGE, 40, 8, 255, null that has a value",
        "EDGE, 72, 8, 1, offset of a text",
    })
    void f032_aRowThatIsSpoiledIsRefusedWithThePlaceAndWritesNothing(
            Subject subject, int offset, int bytes, int value, String place) {
        NativeBuffer row = encode(subject);
        switch (bytes) {
            case 1 -> row.setByte(offset, value);
            case 2 -> row.setShort(offset, value);
            case 4 -> row.setInt(offset, value);
            default -> row.setLong(offset, value);
        }
        int status = put(row);
        assertThat(status).isNotZero();
        assertThat(session.failure(status, null).toString()).contains(place);
        assertOnlyEnds();
    }

    @Test
    void f032_aRowOfAnotherSubjectThanItsSchemaIsRefused() {
        int ofNodes = RegisteredSchema.of(state, session, Subject.NODE, SCHEMA).number();
        NativeBuffer edge = encode(Subject.EDGE);
        edge.setInt(0, ofNodes);
        int status = put(edge);
        assertThat(session.failure(status, null).toString()).contains("subject of a row");
        assertOnlyEnds();
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void f032_rowsOfAnyBytesAreWrittenOrRefusedAndTheGraphLivesOn(Subject subject) {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 20_000; round++) {
            NativeBuffer row = encode(subject);
            for (int spoiled = 0; spoiled <= random.nextInt(3); spoiled++) {
                row.setByte(random.nextLong(row.size()), random.nextInt(256));
            }
            int status = put(row);
            assertThat(StatusCode.of(status)).isNotIn(StatusCode.NATIVE_PANIC, StatusCode.POISONED);
        }
        assertThat(put(encode(subject))).isIn(0, StatusCode.STALE_HANDLE.code());
        GraphCounts counts = GraphCalls.counts(graph);
        assertThat(counts.nodes() + counts.edges()).isGreaterThan(2);
    }

    private void assertOnlyEnds() {
        GraphCounts counts = GraphCalls.counts(graph);
        assertThat(counts.nodes()).isEqualTo(2);
        assertThat(counts.edges()).isZero();
    }

    private NativeBuffer encode(Subject subject) {
        RegisteredSchema registered = RegisteredSchema.of(state, session, subject, SCHEMA);
        SchemaRow row = SCHEMA.row().set(0, 7L).set(1, true).set(2, "text").setNull(3);
        if (subject == Subject.EDGE) {
            row.id("e").ends("ada", "bob").type("T");
            SchemaRowEncoder.edge(session, state.symbols(), state.options(), registered, row);
        } else {
            row.id("eve").labels(List.of("L"));
            SchemaRowEncoder.node(session, state.symbols(), state.options(), registered, row, 0);
        }
        return session.request();
    }

    private int put(NativeBuffer row) {
        return KneiphofFunctions.graphPutRow(
                graph, 1, row.address(), row.size(), session.out(), session.out() + 8, session.report());
    }
}
