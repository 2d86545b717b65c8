package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.StatusCode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows of schemas as no encoder writes them. The row that is spoiled:
 *
 * <pre>
 * 0 schema | 4 generation | 8 version | 16 length | 20 id bytes | 24 labels | 26 attributes | 28 flags
 * 32 valid | 40 nulls | 48 integer | 56 boolean | 64 text | 72 null | 80 label | 88 "ada" and the text
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

    @AfterEach
    void close() {
        session.exit();
        state.handle().close();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "0, 7, schema",
        "16, 8, length of a row",
        "20, 99999, id of a node",
        "24, 4000, number of labels",
        "26, 9000, number of attributes",
        "28, 64, flags of a row",
        "32, 255, null that has a value",
        "32, 23, bits behind the last attribute",
        "56, 2, word of an attribute",
        "64, 1, offset of a text",
        "72, 5, word of an attribute",
        "95, 1, padding of a row",
    })
    void f032_aRowThatIsSpoiledIsRefusedWithThePlaceAndWritesNothing(int offset, int value, String place) {
        NativeBuffer row = encode();
        if (offset == 24 || offset == 26) {
            row.setShort(offset, value);
        } else if (offset == 95) {
            row.setByte(offset, value);
        } else if (offset >= 32) {
            row.setLong(offset, value);
        } else {
            row.setInt(offset, value);
        }
        int status = put(row);
        assertThat(status).isNotZero();
        assertThat(session.failure(status, null).toString()).contains(place);
        assertThat(GraphCalls.nodeCount(graph)).isZero();
    }

    @Test
    void f032_rowsOfAnyBytesAreWrittenOrRefusedAndTheGraphLivesOn() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 20_000; round++) {
            NativeBuffer row = encode();
            for (int spoiled = 0; spoiled <= random.nextInt(3); spoiled++) {
                row.setByte(random.nextLong(row.size()), random.nextInt(256));
            }
            int status = put(row);
            assertThat(StatusCode.of(status)).isNotIn(StatusCode.NATIVE_PANIC, StatusCode.POISONED);
        }
        assertThat(put(encode())).isIn(0, StatusCode.STALE_HANDLE.code());
        assertThat(GraphCalls.nodeCount(graph)).isPositive();
    }

    private NativeBuffer encode() {
        RegisteredSchema registered = RegisteredSchema.of(state, session, SCHEMA);
        SchemaRow row = SCHEMA.row()
                .id("ada")
                .labels(List.of("L"))
                .set(0, 7L)
                .set(1, true)
                .set(2, "text")
                .setNull(3);
        SchemaRowEncoder.encode(session, state.symbols(), state.options(), registered, row);
        return session.request();
    }

    private int put(NativeBuffer row) {
        return KneiphofFunctions.graphPutRow(
                graph, 1, row.address(), row.size(), session.out(), session.out() + 8, session.report());
    }
}
