package dev.kneiphof.app.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.ingestion.RefusedRow;
import dev.kneiphof.app.ingestion.Row;
import dev.kneiphof.app.ingestion.RowSink;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.BatchRow.EdgeRow;
import dev.kneiphof.graph.BatchRow.NodeRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCatalogTest {

    private final SampleCatalog catalog = new SampleCatalog(List.of(new JvmSample()));

    SampleCatalogTest() throws IOException {}

    @Test
    void thereAreFourSamplesAndEachSaysWhereItIsFromAndOnWhatTerms() {
        assertThat(catalog.descriptions())
                .extracting(SampleDescription::name)
                .containsExactly("seven-bridges", "les-miserables", "us-flights", "this-jvm");
        assertThat(catalog.descriptions()).allSatisfy(sample -> {
            assertThat(sample.title()).isNotBlank();
            assertThat(sample.description()).isNotBlank();
            assertThat(sample.origin()).isNotBlank();
            assertThat(sample.license()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven-bridges", "les-miserables", "us-flights"})
    void aShippedSampleHasAsManyNodesAndEdgesAsItSays(String name) throws IOException {
        Sample sample = catalog.require(name);
        var progress = new ArrayList<Double>();
        var rows = new ArrayList<Row>();
        sample.readInto(into(rows), progress::add);
        assertThat(rows.stream().filter(row -> row.change() instanceof NodeRow))
                .hasSize((int) sample.description().nodes());
        assertThat(rows.stream().filter(row -> row.change() instanceof EdgeRow))
                .hasSize((int) sample.description().edges());
        assertThat(progress).isSorted().last().isEqualTo(1.0);
        assertThat(rows).extracting(Row::number).doesNotHaveDuplicates();
    }

    @Test
    void theBridgesAreParallelAndHaveTheirOwnIds() throws IOException {
        List<Edge> bridges = edges("seven-bridges");
        assertThat(bridges).extracting(Edge::id).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(bridges)
                .filteredOn(edge ->
                        edge.source().equals("kneiphof") && edge.target().equals("altstadt"))
                .hasSize(2);
        assertThat(catalog.require("seven-bridges").description().directed()).isFalse();
    }

    @Test
    void everyAirportHasCoordinates() throws IOException {
        var rows = new ArrayList<Row>();
        catalog.require("us-flights").readInto(into(rows), Progress.UNWATCHED);
        assertThat(rows).allSatisfy(row -> {
            if (row.change() instanceof NodeRow(var operation, Node airport)) {
                assertThat((Double) airport.attributes().get("lat").toObject()).isBetween(-90.0, 90.0);
                assertThat((Double) airport.attributes().get("lon").toObject()).isBetween(-180.0, 180.0);
                assertThat(airport.labels()).containsExactly("Airport");
            }
        });
    }

    @Test
    void theWeightsOfLesMiserablesAreNumbers() throws IOException {
        assertThat(edges("les-miserables")).allSatisfy(edge -> {
            assertThat((Long) edge.attributes().get("weight").toObject()).isPositive();
            assertThat(edge.type()).isEqualTo("APPEARS_WITH");
        });
    }

    @Test
    void anUnknownSampleIsRefusedWithTheNamesThereAre() {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> catalog.require("karate"))
                .withMessageContaining("seven-bridges")
                .withMessageContaining("'karate'");
    }

    private List<Edge> edges(String name) throws IOException {
        var rows = new ArrayList<Row>();
        catalog.require(name).readInto(into(rows), Progress.UNWATCHED);
        return rows.stream()
                .map(Row::change)
                .filter(EdgeRow.class::isInstance)
                .map(EdgeRow.class::cast)
                .map(EdgeRow::edge)
                .toList();
    }

    private static RowSink into(List<Row> rows) {
        return new RowSink() {
            @Override
            public void accept(Row row) {
                rows.add(row);
            }

            @Override
            public void refuse(RefusedRow row) {
                throw new AssertionError(row);
            }
        };
    }
}
