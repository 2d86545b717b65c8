package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A row of a schema with ends is the edge that it says. */
interface EdgeRowContract extends Opens {

    Schema LETTER = Schema.EMPTY
            .with("pages", Schema.Type.INTEGER)
            .with("weight", Schema.Type.FLOAT)
            .with("answered", Schema.Type.BOOLEAN)
            .with("from", Schema.Type.TEXT)
            .with("sent", Schema.Type.INSTANT);

    private static SchemaRow letter(String source, String target) {
        return LETTER.row()
                .ends(source, target)
                .type("LETTER")
                .set(0, 7L)
                .set(1, -0.0)
                .set(2, true)
                .set(3, "L\u00f6ndon")
                .set(4, Instant.parse("1843-07-05T00:00:00.000001Z"));
    }

    @Test
    default void s1_rowsOfEdgesComeBackAsTheyWentByDerivedAndByOwnIds() {
        Graph graph = directedWith("ada", "bob", "eve");
        for (String target : List.of("bob", "eve", "ada")) {
            SchemaRow row = letter("ada", target);
            graph.addEdge(row);
            assertThat(row.effectiveId()).isEqualTo("ada-[LETTER]->" + target);
            assertThat(graph.getEdge(row.effectiveId()).edge())
                    .isEqualTo(row.edge().id(row.effectiveId()));
        }
        for (int i = 0; i < 3; i++) {
            SchemaRow parallel = letter("ada", "bob").id("letter " + i);
            graph.addEdge(parallel);
            assertThat(graph.getEdge("letter " + i).edge()).isEqualTo(parallel.edge());
        }
        SchemaRow bare = LETTER.row().ends("bob", "ada");
        graph.addEdge(bare);
        assertThat(graph.getEdge("bob->ada").edge())
                .isEqualTo(Edge.of("bob", "ada").id("bob->ada"));
        assertThat(graph.counts().edges()).isEqualTo(7);
    }

    @Test
    default void s1_anOwnIdThatIsTheDerivedOneIsTheSameAsNone() {
        Graph graph = directedWith("ada", "bob");
        graph.addEdge(letter("ada", "bob").id("ada-[LETTER]->bob"));
        SchemaRow again = letter("ada", "bob");
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(again))
                .satisfies(failure -> assertThat(failure.value()).isEqualTo("ada-[LETTER]->bob"));
        assertThat(graph.mergeEdge(again.set(0, 8L))).isFalse();
        assertThat(graph.counts().edges()).isEqualTo(1);
    }

    @Test
    default void endsByTheirNumbersAreTheEndsByTheirIds() {
        Graph graph = directedWith("ada", "bob");
        long[] numbers = graph.findNodes(List.of("ada", "bob"));
        graph.addEdge(letter("", "").ends(numbers[0], numbers[1]));
        assertThat(graph.getEdge("ada-[LETTER]->bob").edge().attributes())
                .isEqualTo(letter("ada", "bob").edge().attributes());
        assertThat(graph.mergeEdge(letter("", "").ends(numbers[0], numbers[1]).set(0, 8L)))
                .isFalse();
        assertThat(graph.upsertEdge(letter("", "").ends(numbers[1], numbers[0]).id("e")))
                .isTrue();
        assertThat(graph.getEdge("e").edge().source()).isEqualTo("bob");
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(letter("", "").ends(numbers[0], numbers[1])))
                .satisfies(failure -> assertThat(failure.value()).isEqualTo("ada-[LETTER]->bob"));
        assertThat(graph.counts().edges()).isEqualTo(2);
    }

    @Test
    default void b13_aNumberThatNamesNoNodeIsNoEnd() {
        Graph graph = directedWith("ada", "bob");
        long ada = graph.findNodes(List.of("ada"))[0];
        assertThatExceptionOfType(StaleHandleException.class)
                .isThrownBy(() -> graph.addEdge(letter("", "").ends(ada, Long.MAX_VALUE)));
        assertThatExceptionOfType(StaleHandleException.class)
                .isThrownBy(() -> graph.mergeEdge(letter("", "").ends(Long.MAX_VALUE, ada)));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> letter("ada", "bob").ends(ada, 0))
                .withMessageContaining("target");
        assertThat(graph.counts().edges()).isZero();
    }

    @Test
    default void aRowWhoseEndsAreNumbersKnowsNoIdsOfThem() {
        SchemaRow row = letter("ada", "bob").ends(7, 8);
        List<ThrowingCallable> questions = List.of(row::edge, row::effectiveId);
        for (ThrowingCallable question : questions) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(question)
                    .withMessageContaining("7 and 8");
        }
        assertThat(row.id("own").effectiveId()).isEqualTo("own");
        assertThat(row.ends("ada", "bob").endsByNumber()).isFalse();
        assertThat(row.ends(7, 8).clear().endsByNumber()).isFalse();
    }

    @Test
    default void aMergeKeepsWhatARowOfAnEdgeDoesNotSayAndAnUpsertTakesIt() {
        Graph graph = directedWith("ada", "bob");
        graph.addEdge(letter("ada", "bob"));
        SchemaRow more =
                LETTER.row().ends("ada", "bob").type("LETTER").set(0, 1L).setNull(3);
        assertThat(graph.mergeEdge(more)).isFalse();
        assertThat(graph.getEdge("ada-[LETTER]->bob").edge().attributes())
                .isEqualTo(letter("ada", "bob").set(0, 1L).setNull(3).edge().attributes());
        SchemaRow only = LETTER.row().ends("ada", "bob").type("LETTER").set(3, "Riga");
        assertThat(graph.upsertEdge(only)).isFalse();
        assertThat(graph.getEdge("ada-[LETTER]->bob").edge().attributes())
                .isEqualTo(only.edge().attributes());
        assertThat(graph.upsertEdge(only.type("OTHER"))).isTrue();
    }

    @Test
    default void b13_aRowOfAnEdgeThatExpectsAnotherVersionIsRefusedAndWritesNothing() {
        Graph graph = directedWith("ada", "bob");
        SchemaRow row = letter("ada", "bob");
        graph.addEdge(row);
        StoredEdge before = graph.getEdge(row.effectiveId());
        graph.replaceEdge(row.set(0, 8L), before.version());
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() -> graph.replaceEdge(row.set(0, 9L), before.version()));
        assertThatExceptionOfType(EdgeNotFoundException.class)
                .isThrownBy(() -> graph.replaceEdge(letter("bob", "ada"), before.version()))
                .satisfies(failure -> assertThat(failure.value()).isEqualTo("bob-[LETTER]->ada"));
        assertThat(graph.getEdge(row.effectiveId()).edge().attributes())
                .isEqualTo(row.set(0, 8L).edge().attributes());
    }

    @Test
    default void aRowOfAnEdgeWithoutItsNodesOrWithOtherEndsIsRefusedAndWritesNothing() {
        Graph graph = directedWith("ada", "bob");
        graph.addEdge(letter("ada", "bob").id("e"));
        assertThatExceptionOfType(EndpointNotFoundException.class)
                .isThrownBy(() -> graph.addEdge(letter("ada", "nobody")))
                .withMessageContaining("nobody");
        assertThatExceptionOfType(EndpointNotFoundException.class)
                .isThrownBy(() -> graph.mergeEdge(letter("nobody", "ada")));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.upsertEdge(letter("bob", "ada").id("e")));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.addEdge(letter("", "bob")));
        assertThat(graph.counts().edges()).isEqualTo(1);
    }

    @Test
    default void aRowOfANodeIsNoEdgeAndARowOfAnEdgeNoNode() {
        Graph graph = directedWith("ada", "bob");
        List<ThrowingCallable> mistakes = List.of(
                () -> graph.addEdge(LETTER.row().id("e")),
                () -> graph.mergeNode(letter("ada", "bob").id("eve")),
                () -> graph.upsertNode(LETTER.row().id("eve").type("LETTER")),
                () -> graph.addEdge(letter("ada", "bob").labels(List.of("L"))));
        for (ThrowingCallable mistake : mistakes) {
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(mistake);
        }
        assertThat(graph.counts().edges()).isZero();
        assertThat(graph.nodeCount()).isEqualTo(2);
        SchemaRow cleared = letter("ada", "bob").clear().id("eve");
        graph.addNode(cleared);
        assertThat(graph.getNode("eve").node()).isEqualTo(Node.of("eve"));
    }

    record Letter(
            String source,
            String target,
            int pages,
            @Nullable String from) {}

    record Parcel(String source, String target, List<Object> content) {}

    @Test
    default void aRecordIsWrittenAsTheRowOfAnEdge() {
        Graph graph = directedWith("ada", "bob");
        var schema = EdgeSchema.of(Letter.class, MethodHandles.lookup()).type("LETTER");
        graph.addEdge(schema, new Letter("ada", "bob", 3, "Riga"));
        assertThat(graph.mergeEdge(schema, new Letter("ada", "bob", 4, null))).isFalse();
        assertThat(schema.read(graph.getEdge("ada-[LETTER]->bob").edge()))
                .isEqualTo(new Letter("ada", "bob", 4, "Riga"));
        assertThat(graph.upsertEdge(schema, new Letter("ada", "bob", 5, null))).isFalse();
        assertThat(schema.read(graph.getEdge("ada-[LETTER]->bob").edge())).isEqualTo(new Letter("ada", "bob", 5, null));
        var lists = EdgeSchema.of(Parcel.class, MethodHandles.lookup());
        assertThat(lists.schema()).isNull();
        graph.addEdge(lists, new Parcel("ada", "bob", List.of(1L)));
        assertThat(lists.read(graph.getEdge("ada->bob").edge())).isEqualTo(new Parcel("ada", "bob", List.of(1L)));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addEdge(schema, new Letter("ada", "", 1, null)));
    }
}
