package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A row of a schema is the node that it says. */
interface SchemaRowContract extends Opens {

    Schema PERSON = Schema.EMPTY
            .with("born", Schema.Type.INTEGER)
            .with("height", Schema.Type.FLOAT)
            .with("poet", Schema.Type.BOOLEAN)
            .with("city", Schema.Type.TEXT)
            .with("since", Schema.Type.INSTANT);

    private static SchemaRow full(String id) {
        return PERSON.row()
                .id(id)
                .labels(List.of("Person"))
                .set(0, 1815L)
                .set(1, Double.NaN)
                .set(2, true)
                .set(3, "L\u00f6ndon")
                .set(4, Instant.parse("1815-12-10T00:00:00.000001Z"));
    }

    @Test
    default void s1_rowsOfASchemaComeBackAsTheyWent() {
        Graph graph = directed();
        for (int i = 0; i < 5; i++) {
            SchemaRow row = full("n" + i);
            graph.addNode(row);
            assertThat(graph.getNode("n" + i).node()).isEqualTo(row.node());
        }
        assertThatExceptionOfType(NodeAlreadyExistsException.class).isThrownBy(() -> graph.addNode(full("n0")));
        graph.addNode(PERSON.row().id("bare"));
        assertThat(graph.getNode("bare").node()).isEqualTo(Node.of("bare"));
    }

    @Test
    default void aMergeKeepsWhatARowDoesNotSayAndAnUpsertTakesIt() {
        Graph graph = directed();
        graph.addNode(full("a"));
        assertThat(graph.mergeNode(PERSON.row().id("a").set(0, 1L).setNull(3))).isFalse();
        assertThat(graph.getNode("a").node().attributes())
                .isEqualTo(full("a").set(0, 1L).setNull(3).node().attributes());
        assertThat(graph.upsertNode(PERSON.row().id("a").set(3, "Riga"))).isFalse();
        assertThat(graph.getNode("a").node()).isEqualTo(Node.of("a").with("city", "Riga"));
        assertThat(graph.upsertNode(PERSON.row().id("b"))).isTrue();
    }

    @Test
    default void b13_aRowThatExpectsAnotherVersionIsRefusedAndWritesNothing() {
        Graph graph = directed();
        graph.addNode(full("a"));
        long version = graph.getNode("a").version();
        graph.replaceNode(PERSON.row().id("a").set(3, "Riga"), version);
        assertThat(graph.getNode("a").node()).isEqualTo(Node.of("a").with("city", "Riga"));
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() -> graph.replaceNode(full("a"), version))
                .withMessageContaining("'a' has changed");
        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.replaceNode(full("b"), version));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.replaceNode(full("a"), 0));
        assertThat(graph.getNode("a").node()).isEqualTo(Node.of("a").with("city", "Riga"));
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void f029_anAttributeOfAnotherTypeGivesWay() {
        Graph graph = directed();
        graph.addNode(Node.of("a").with("born", "a text").with("city", 7).with("poet", List.of(1)));
        graph.addNode(Node.of("b").with("city", null));
        graph.mergeNode(full("a"));
        graph.mergeNode(full("b"));
        assertThat(graph.getNode("a").node().attributes())
                .isEqualTo(graph.getNode("b").node().attributes())
                .isEqualTo(full("c").node().attributes());
    }

    @Test
    default void textsThatComeAgainAndAgainAreTheSameTextsAlsoAfterACompaction() {
        Graph graph = directed();
        var random = new Random(7);
        for (int i = 0; i < 600; i++) {
            String city = random.nextInt(3) == 0 ? "once " + i : "city " + random.nextInt(20);
            SchemaRow row = PERSON.row().id("n" + i).set(3, city).set(0, i);
            graph.addNode(row);
            assertThat(graph.getNode("n" + i).node()).isEqualTo(row.node());
            if (i % 150 == 149) {
                graph.removeNode("n" + (i - 100), 0);
                graph.compact();
            }
        }
    }

    @Test
    default void f003_aTextThatIsNotUnicodeIsRefused() {
        Graph graph = directed();
        SchemaRow row = PERSON.row().id("a").set(3, "\ud800");
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.addNode(row));
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addNode(PERSON.row().id("")));
        assertThat(graph.nodeCount()).isZero();
    }

    record City(
            String id,
            int people,
            @Nullable Double latitude,
            @Nullable String country,
            @Nullable Instant founded,
            SchemaContract.Colour colour) {}

    record WithList(String id, List<Object> list) {}

    @Test
    default void aRecordIsWrittenAsARowOfItsSchema() {
        Graph graph = directed();
        var schema = NodeSchema.of(City.class, MethodHandles.lookup()).label("City");
        var riga = new City("riga", 600_000, 56.9, "LV", Instant.EPOCH, SchemaContract.Colour.RED);
        graph.addNode(schema, riga);
        assertThat(graph.getNode("riga").node()).isEqualTo(schema.node(riga));
        graph.mergeNode(schema, new City("riga", 1, null, null, null, SchemaContract.Colour.GREEN));
        assertThat(schema.read(graph.getNode("riga").node()))
                .isEqualTo(new City("riga", 1, 56.9, "LV", Instant.EPOCH, SchemaContract.Colour.GREEN));
        graph.upsertNode(schema, new City("riga", 2, null, null, null, SchemaContract.Colour.RED));
        assertThat(graph.getNode("riga").node().attributes().size()).isEqualTo(2);
        var lists = NodeSchema.of(WithList.class, MethodHandles.lookup());
        assertThat(lists.schema()).isNull();
        graph.addNode(lists, new WithList("l", List.of(1L)));
        assertThat(graph.getNode("l").node().attributes().size()).isEqualTo(1);
    }

    @Test
    default void aValueOfAnotherTypeThanItsAttributeIsRefusedWhereItIsSet() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> PERSON.row().set(0, "a text"))
                .withMessageContaining("born of the schema is of type INTEGER, not TEXT");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> PERSON.with("born", Schema.Type.TEXT));
        assertThatNullPointerException()
                .isThrownBy(() -> PERSON.with("any", null))
                .withMessage("type");
        assertThat(PERSON.place("city")).isEqualTo(3);
        assertThat(PERSON.place("none")).isEqualTo(-1);
    }
}
