package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface QueryContract extends Opens {

    private static List<String> ids(Graph graph, Filter filter) {
        return graph.nodes(Query.all().filter(filter)).items().stream()
                .map(StoredNode::id)
                .toList();
    }

    private Graph people() {
        Graph graph = directed();
        graph.addNode(Node.of("ada").label("Person").with("age", 36).with("name", "Ada Lovelace"));
        graph.addNode(
                Node.of("bob").label("Person").label("Poet").with("age", 30.5).with("name", "Bob"));
        graph.addNode(Node.of("cat").label("Animal").with("age", "old").with("name", null));
        graph.addNode(Node.of("dom").with("built", Instant.parse("1333-01-01T00:00:00Z")));
        graph.addEdge(Edge.of("ada", "bob").type("KNOWS").with("since", 1843));
        graph.addEdge(Edge.of("ada", "cat").type("OWNS"));
        graph.addEdge(Edge.of("bob", "ada"));
        return graph;
    }

    @Test
    default void everythingComesInInsertionOrder() {
        Graph graph = people();
        assertThat(ids(graph, Filter.all())).containsExactly("ada", "bob", "cat", "dom");
        assertThat(graph.edges(Query.all()).items())
                .extracting(StoredEdge::id)
                .containsExactly("ada-[KNOWS]->bob", "ada-[OWNS]->cat", "bob->ada");
        assertThat(graph.nodes(Query.all().order(Order.insertion().descending()))
                        .items())
                .extracting(StoredNode::id)
                .containsExactly("dom", "cat", "bob", "ada");
    }

    @Test
    default void attributesAreComparedWithinTheirType() {
        Graph graph = people();
        assertThat(ids(graph, Filter.attribute("age").atLeast(31))).containsExactly("ada");
        assertThat(ids(graph, Filter.attribute("age").lessThan(36.5))).containsExactly("ada", "bob");
        assertThat(ids(graph, Filter.attribute("age").equalTo(36.0))).containsExactly("ada");
        assertThat(ids(graph, Filter.attribute("age").equalTo("old"))).containsExactly("cat");
        assertThat(ids(graph, Filter.attribute("age").notEqualTo(36))).containsExactly("bob", "cat");
        assertThat(ids(graph, Filter.attribute("age").in(30.5, "old"))).containsExactly("bob", "cat");
        assertThat(ids(graph, Filter.attribute("name").startsWith("Ada"))).containsExactly("ada");
        assertThat(ids(graph, Filter.attribute("name").contains("b"))).containsExactly("bob");
        assertThat(ids(graph, Filter.attribute("built").lessThan(Instant.EPOCH)))
                .containsExactly("dom");
        assertThat(ids(graph, Filter.has("name"))).containsExactly("ada", "bob");
    }

    @Test
    default void b7C4_missingAndNullAreUnknownAndNotUnknownIsUnknown() {
        Graph graph = people();
        assertThat(ids(graph, Filter.not(Filter.attribute("name").equalTo("Bob"))))
                .containsExactly("ada");
        assertThat(ids(graph, Filter.attribute("nothing").equalTo(1))).isEmpty();
        assertThat(ids(graph, Filter.not(Filter.attribute("nothing").equalTo(1))))
                .isEmpty();
        assertThat(ids(graph, Filter.not(Filter.has("nothing")))).hasSize(4);
        assertThat(ids(graph, Filter.or(Filter.attribute("nothing").equalTo(1), Filter.label("Poet"))))
                .containsExactly("bob");
        assertThat(ids(graph, Filter.not(Filter.and(Filter.attribute("nothing").equalTo(1), Filter.label("Person")))))
                .containsExactly("cat", "dom");
    }

    @Test
    default void b8C4_integersAndFloatsCompareWithoutRounding() {
        Graph graph = directed();
        long edge = 1L << 53;
        graph.addNode(Node.of("a").with("v", edge));
        graph.addNode(Node.of("b").with("v", edge + 1));
        graph.addNode(Node.of("c").with("v", (double) edge));
        graph.addNode(Node.of("d").with("v", Double.NaN));
        graph.addNode(Node.of("e").with("v", Double.POSITIVE_INFINITY));
        graph.addNode(Node.of("f").with("v", true));
        assertThat(ids(graph, Filter.attribute("v").greaterThan((double) edge))).containsExactly("b", "d", "e");
        assertThat(ids(graph, Filter.attribute("v").equalTo(edge))).containsExactly("a", "c");
        assertThat(ids(graph, Filter.attribute("v").equalTo((double) edge))).containsExactly("a", "c");
        assertThat(ids(graph, Filter.attribute("v").equalTo(Double.NaN))).containsExactly("d");
        assertThat(ids(graph, Filter.attribute("v").atLeast(Long.MAX_VALUE))).containsExactly("d", "e");
        assertThat(ids(graph, Filter.attribute("v").lessThan(Double.NaN))).containsExactly("a", "b", "c", "e");
        assertThat(ids(graph, Filter.attribute("v").equalTo(1))).isEmpty();
    }

    @Test
    default void labelsDegreesIdsAndTextAreTested() {
        Graph graph = people();
        assertThat(ids(graph, Filter.label("Person"))).containsExactly("ada", "bob");
        assertThat(ids(graph, Filter.label("Unknown"))).isEmpty();
        assertThat(ids(graph, Filter.degree(Direction.OUT, Comparison.GE, 2))).containsExactly("ada");
        assertThat(ids(graph, Filter.degree(Direction.IN, Comparison.EQ, 1))).containsExactly("ada", "bob", "cat");
        assertThat(ids(graph, Filter.degree(Direction.BOTH, Comparison.LT, 1))).containsExactly("dom");
        assertThat(ids(graph, Filter.id(Comparison.IN, "dom", "ada", "x"))).containsExactly("ada", "dom");
        assertThat(ids(graph, Filter.id(Comparison.STARTS_WITH, "c"))).containsExactly("cat");
        assertThat(ids(graph, Filter.id(Comparison.NE, "cat"))).containsExactly("ada", "bob", "dom");
        assertThat(ids(graph, Filter.search("LOVE"))).containsExactly("ada");
        assertThat(ids(graph, Filter.search("o"))).containsExactly("ada", "bob", "cat", "dom");
    }

    @Test
    default void edgesAreTestedByTypeEndsAndAttributes() {
        Graph graph = people();
        assertThat(graph.edges(Query.all().filter(Filter.type("KNOWS"))).items())
                .hasSize(1);
        assertThat(graph.edges(Query.all().filter(Filter.not(Filter.type("KNOWS"))))
                        .items())
                .hasSize(1);
        assertThat(graph.edges(Query.all().filter(Filter.source("ada"))).total())
                .isEqualTo(2);
        assertThat(graph.edges(Query.all().filter(Filter.target("ada"))).items())
                .extracting(StoredEdge::id)
                .containsExactly("bob->ada");
        assertThat(graph.edges(Query.all().filter(Filter.attribute("since").atLeast(1800)))
                        .total())
                .isEqualTo(1);
        assertThat(graph.edges(Query.all().filter(Filter.id(Comparison.EQ, "bob->ada")))
                        .total())
                .isEqualTo(1);
    }

    @Test
    default void aTestThatTheSubjectDoesNotHaveIsRefused() {
        Graph graph = people();
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.nodes(Query.all().filter(Filter.type("KNOWS"))));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.edges(Query.all().filter(Filter.label("Person"))));
    }

    @Test
    default void anExplanationCountsWhatAQueryCounts() {
        Graph graph = people();
        Filter adults = Filter.not(Filter.attribute("age").lessThan(31));
        assertThat(graph.explainNodes(adults).rows()).isEqualTo(4);
        assertThat(graph.explainNodes(adults).passed())
                .isEqualTo(graph.nodes(Query.all().filter(adults)).total());
        assertThat(graph.explainEdges(Filter.type("KNOWS")).passed()).isEqualTo(1);
        assertThat(graph.explainEdges(Filter.all()).rows()).isEqualTo(3);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.explainNodes(Filter.type("KNOWS")));
    }

    @Test
    default void sortedAnswersKeepInsertionOrderAmongEqualsAndPutMissingOnesLast() {
        Graph graph = people();
        assertThat(graph.nodes(Query.all().order(Order.byDegree().descending())).items())
                .extracting(StoredNode::id)
                .containsExactly("ada", "bob", "cat", "dom");
        graph.upsertNode(Node.of("cat").with("age", 9));
        assertThat(graph.nodes(Query.all().order(Order.byAttribute("age"))).items())
                .extracting(StoredNode::id)
                .containsExactly("cat", "bob", "ada", "dom");
        assertThat(graph.nodes(Query.all().order(Order.byAttribute("age").descending()))
                        .items())
                .extracting(StoredNode::id)
                .containsExactly("ada", "bob", "cat", "dom");
    }

    @Test
    default void missingAndNullComeLastInEitherDirectionAndTypesStayTogether() {
        Graph graph = directed();
        graph.addNode(Node.of("null").with("v", null));
        graph.addNode(Node.of("text").with("v", "t"));
        graph.addNode(Node.of("missing"));
        graph.addNode(Node.of("two").with("v", 2));
        graph.addNode(Node.of("one").with("v", 1.0));
        graph.addNode(Node.of("true").with("v", true));
        assertThat(graph.nodes(Query.all().order(Order.byAttribute("v"))).items())
                .extracting(StoredNode::id)
                .containsExactly("one", "two", "text", "true", "null", "missing");
        assertThat(graph.nodes(Query.all().order(Order.byAttribute("v").descending()))
                        .items())
                .extracting(StoredNode::id)
                .containsExactly("true", "text", "two", "one", "null", "missing");
    }

    @Test
    default void textIsOrderedByCodePointsAndNotByUtf16Units() {
        Graph graph = directed();
        graph.addNode(Node.of("astral").with("v", "😀"));
        graph.addNode(Node.of("basic").with("v", "\uffee"));
        graph.addNode(Node.of("ascii").with("v", "z"));
        assertThat(graph.nodes(Query.all().order(Order.byAttribute("v"))).items())
                .extracting(StoredNode::id)
                .containsExactly("ascii", "basic", "astral");
        assertThat(ids(graph, Filter.attribute("v").greaterThan("\uffee"))).containsExactly("astral");
        assertThat(ids(graph, Filter.attribute("v").lessThan("😀"))).containsExactly("basic", "ascii");
    }

    @Test
    default void c14_pagesCoverEverythingOnceInEveryOrder() {
        Graph graph = directed();
        for (int i = 0; i < 57; i++) {
            graph.addNode(Node.of("n" + i).with("v", i * 7 % 19));
        }
        for (Order order : List.of(
                Order.insertion(),
                Order.insertion().descending(),
                Order.byAttribute("v"),
                Order.byAttribute("v").descending(),
                Order.byDegree())) {
            var seen = new ArrayList<String>();
            Query query = Query.all().order(order).limit(10);
            Page<StoredNode> page = graph.nodes(query);
            while (true) {
                page.items().forEach(node -> seen.add(node.id()));
                assertThat(page.total()).isEqualTo(57);
                if (page.next() == null) {
                    break;
                }
                assertThat(page.items()).hasSize(10);
                page = graph.nodes(query.after(page.next()));
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize(57);
        }
    }

    @Test
    default void aWideFilterIsJoinedAndATooDeepOneIsRefused() {
        Graph graph = directed();
        IntStream.range(0, 100).forEach(i -> graph.addNode(Node.of("n" + i).with("v", i)));
        List<Filter> tests = IntStream.range(0, 100)
                .mapToObj(i -> Filter.attribute("v").equalTo(i))
                .toList();
        assertThat(graph.nodes(Query.all().filter(Filter.or(tests))).total()).isEqualTo(100);
        assertThat(graph.nodes(Query.all().filter(Filter.and(tests))).total()).isZero();
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() ->
                        graph.nodes(Query.all().filter(Filter.or(Collections.nCopies(300, tests.getFirst())))));
        Filter deep = tests.getFirst();
        for (int i = 0; i < 10_000; i++) {
            deep = Filter.not(deep);
        }
        Filter tooDeep = deep;
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> graph.nodes(Query.all().filter(tooDeep)));
    }

    @Test
    default void theDescriptionCountsLabelsTypesAndAttributes() {
        Graph graph = people();
        GraphDescription description = graph.describe();
        assertThat(description.directed()).isTrue();
        assertThat(description.counts())
                .extracting(GraphCounts::nodes, GraphCounts::edges)
                .containsExactly(4L, 3L);
        assertThat(description.labels())
                .containsExactlyInAnyOrder(
                        new GraphDescription.NamedCount("Person", 2),
                        new GraphDescription.NamedCount("Poet", 1),
                        new GraphDescription.NamedCount("Animal", 1));
        assertThat(description.types())
                .containsExactlyInAnyOrder(
                        new GraphDescription.NamedCount("KNOWS", 1), new GraphDescription.NamedCount("OWNS", 1));
        assertThat(description.nodeAttributes())
                .extracting(GraphDescription.AttributeColumn::key)
                .containsExactlyInAnyOrder("age", "name", "built");
        assertThat(description.edgeAttributes())
                .extracting(GraphDescription.AttributeColumn::key, GraphDescription.AttributeColumn::count)
                .containsExactly(tuple("since", 1L));
    }

    @Test
    default void limitsOfPagesAreChecked() {
        for (int limit : Arrays.asList(0, -1, 10_001)) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> Query.all().limit(limit));
        }
    }
}
