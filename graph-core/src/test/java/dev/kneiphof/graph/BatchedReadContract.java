package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.IntegerValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

interface BatchedReadContract extends Opens {

    private static Graph linked(Graph graph) {
        for (String id : List.of("a", "b", "c", "d", "ä")) {
            graph.addNode(Node.of(id));
        }
        graph.addEdge(Edge.of("a", "c").type("T"));
        graph.addEdge(Edge.of("a", "b"));
        graph.addEdge(Edge.of("a", "c").id("second"));
        graph.addEdge(Edge.of("a", "a").type("T"));
        graph.addEdge(Edge.of("c", "d").type("T"));
        graph.addEdge(Edge.of("d", "a"));
        graph.addEdge(Edge.of("ä", "d"));
        return graph;
    }

    /** The ids that numbers name, by asking for the number of every id. */
    private static List<String> idsOf(Graph graph, LongStream numbers) {
        List<String> ids = List.of("a", "b", "c", "d", "ä");
        long[] known = graph.findNodes(ids);
        return numbers.mapToObj(number -> IntStream.range(0, known.length)
                        .filter(i -> known[i] == number)
                        .mapToObj(ids::get)
                        .findFirst()
                        .orElse("?"))
                .toList();
    }

    private static List<String> list(Graph graph, NeighborLists lists, int index) {
        return idsOf(graph, IntStream.range(0, lists.count(index)).mapToLong(at -> lists.neighbor(index, at)));
    }

    @Test
    default void numbersStandInTheOrderOfTheIdsAndZeroForNobody() {
        Graph graph = linked(directed());
        long[] numbers = graph.findNodes(List.of("c", "nobody", "ä", "c"));
        assertThat(idsOf(graph, LongStream.of(numbers))).containsExactly("c", "?", "ä", "c");
        assertThat(numbers[1]).isZero();
        assertThat(graph.findNodes(List.of())).isEmpty();
    }

    @Test
    default void valuesOfManyNodesAreThoseOfEach() {
        Graph graph = directed();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            Node node = Node.of("n" + i).with("even", i % 2 == 0).with("text", "t" + i % 3);
            node = i % 5 == 0 ? node : node.with("number", (double) i);
            graph.addNode(i % 7 == 0 ? node.with("mixed", i) : node.with("mixed", "m" + i));
            ids.add("n" + i);
        }
        ids.add(3, "nobody");
        List<String> keys = List.of("number", "text", "mixed", "even", "no node has it");
        long[] numbers = graph.findNodes(ids);
        for (NodeValues values : List.of(
                graph.values(ids, keys.toArray(String[]::new)), graph.values(numbers, keys.toArray(String[]::new)))) {
            assertThat(values.rows()).isEqualTo(101);
            assertThat(values.keys()).isEqualTo(keys);
            assertThat(values.revision()).isEqualTo(graph.counts().revision());
            for (int row = 0; row < values.rows(); row++) {
                Attributes expected = graph.findNode(ids.get(row))
                        .map(stored -> stored.node().attributes())
                        .orElse(Attributes.EMPTY);
                assertThat(values.number(row)).isEqualTo(numbers[row]);
                for (String key : keys) {
                    NodeValues.Column column = values.column(key);
                    assertThat(column.value(row)).isEqualTo(expected.get(key));
                    assertThat(column.isPresent(row)).isEqualTo(expected.get(key) != null);
                }
            }
        }
    }

    @Test
    default void noValueIsConvertedToAnotherTypeOrMadeUp() {
        Graph graph = directed();
        graph.addNode(Node.of("a").with("x", 1).with("y", 2.5).with("z", "ä"));
        NodeValues values = graph.values(List.of("a", "nobody"), "x", "y", "z");
        assertThat(values.column("x").integerAt(0)).isEqualTo(1);
        assertThat(values.column("y").floatAt(0)).isEqualTo(2.5);
        assertThat(values.column("z").textAt(0)).isEqualTo("ä");
        assertThat(values.column("x").value(0)).isEqualTo(new IntegerValue(1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> values.column("x").floatAt(0));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> values.column("y").integerAt(0));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> values.column("z").textAt(1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> values.column("w"));
    }

    @Test
    default void listsOfNeighborsAreThePagesOfEachNode() {
        for (Graph graph : List.of(linked(directed()), linked(undirected()))) {
            List<String> ids = List.of("a", "nobody", "d", "b", "a");
            for (Direction direction : Direction.values()) {
                for (String type : new String[] {null, "T", "never seen"}) {
                    NeighborLists lists = graph.neighborLists(ids, direction, type);
                    NeighborLists byNumber = graph.neighborLists(graph.findNodes(ids), direction, type);
                    assertThat(lists.size()).isEqualTo(5);
                    assertThat(lists.node(1)).isZero();
                    for (int i = 0; i < ids.size(); i++) {
                        List<Neighbor> page = i == 1
                                ? List.of()
                                : graph.neighbors(
                                                ids.get(i),
                                                NeighborQuery.all()
                                                        .direction(direction)
                                                        .type(type))
                                        .items();
                        assertThat(list(graph, lists, i))
                                .isEqualTo(page.stream()
                                        .map(step -> step.node().id())
                                        .toList())
                                .isEqualTo(list(graph, byNumber, i));
                        for (int at = 0; at < page.size(); at++) {
                            assertThat(lists.direction(i, at))
                                    .isEqualTo(page.get(at).direction());
                            assertThat(byNumber.edge(i, at)).isEqualTo(lists.edge(i, at));
                        }
                    }
                }
            }
        }
    }

    @Test
    default void aNeighborhoodHoldsEachNodeOnceTheNearestFirst() {
        Graph graph = linked(directed());
        NeighborhoodQuery out = NeighborhoodQuery.hops(2).direction(Direction.OUT);
        Neighborhood around = graph.neighborhood(List.of("a"), out);
        assertThat(idsOf(graph, LongStream.of(around.nodes()))).containsExactly("c", "b", "d");
        assertThat(around.within(1)).isEqualTo(2);
        assertThat(around.within(2)).isEqualTo(around.total()).isEqualTo(3);
        Neighborhood both = graph.neighborhood(graph.findNodes(List.of("b", "ä")), NeighborhoodQuery.hops(1));
        assertThat(idsOf(graph, LongStream.of(both.nodes()))).containsExactly("a", "d");
        Neighborhood typed = graph.neighborhood(List.of("a"), out.type("T"));
        assertThat(idsOf(graph, LongStream.of(typed.nodes()))).containsExactly("c", "d");
        assertThat(graph.neighborhood(List.of("a"), out.type("never seen")).total())
                .isZero();
        Neighborhood cut = graph.neighborhood(List.of("a"), out.limit(1));
        assertThat(cut.size()).isEqualTo(1);
        assertThat(cut.total()).isEqualTo(3);
    }

    @Test
    default void aNeighborhoodNamesTheNodeItCannotBeginAt() {
        Graph graph = linked(directed());
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.neighborhood(List.of("a", "x"), NeighborhoodQuery.hops(1)))
                .satisfies(missing -> assertThat(missing.value()).isEqualTo("x"));
        assertThatExceptionOfType(StaleHandleException.class)
                .isThrownBy(() -> graph.neighborhood(new long[] {77}, NeighborhoodQuery.hops(1)));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> NeighborhoodQuery.hops(0));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> NeighborhoodQuery.hops(65));
    }
}
