package dev.kneiphof.app.ingestion;

import static dev.kneiphof.app.ingestion.CollectedRows.ofCsv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    private static final CsvOptions NODES = CsvOptions.nodes(List.of());
    private static final CsvOptions EDGES = CsvOptions.edges(null);

    @Test
    void aNodeHasItsIdItsLabelsAndTypedAttributes() {
        CollectedRows read = ofCsv("""
            id,labels,age,height,admin,town
            ada,Person;Mathematician,36,1.65,true,London
            bob,,,,,
            """, CsvOptions.nodes(List.of("Guest")));
        assertThat(read.refused).isEmpty();
        assertThat(read.node(0))
                .isEqualTo(Node.of("ada")
                        .label("Guest")
                        .label("Person")
                        .label("Mathematician")
                        .with("age", 36L)
                        .with("height", 1.65)
                        .with("admin", true)
                        .with("town", "London"));
        assertThat(read.node(1)).isEqualTo(Node.of("bob").label("Guest"));
        assertThat(read.rows).extracting(Row::line).containsExactly(2L, 3L);
    }

    @Test
    void anEdgeHasItsEndsAndTheTypeOfItsRowOrOfTheFile() {
        CollectedRows read =
                ofCsv("source,target,type,id,weight\na,b,KNOWS,e1,2\na,b,,,3\n", CsvOptions.edges("MEETS"));
        assertThat(read.edge(0))
                .isEqualTo(Edge.of("a", "b").type("KNOWS").id("e1").with("weight", 2L));
        assertThat(read.edge(1)).isEqualTo(Edge.of("a", "b").type("MEETS").with("weight", 3L));
    }

    @Test
    void aRaggedRowIsRefusedByItsLineAndTheOthersAreKept() {
        CollectedRows read = ofCsv("id,age\nada,36\nbob\ncyd,1,2\ndan,4\n", NODES);
        assertThat(read.refusals())
                .containsExactly(
                        "1/3 MALFORMED_BODY The row has 1 cells, the header has 2",
                        "2/4 MALFORMED_BODY The row has 3 cells, the header has 2");
        assertThat(read.rows).extracting(Row::number).containsExactly(0L, 3L);
    }

    @Test
    void aCellWithLineBreaksCountsItsLines() {
        CollectedRows read = ofCsv("id,text\nada,\"one\ntwo\r\nthree\"\nbob,x\n", NODES);
        assertThat(read.node(0)).isEqualTo(Node.of("ada").with("text", "one\ntwo\r\nthree"));
        assertThat(read.rows).extracting(Row::line).containsExactly(2L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,age\nada,\"36\nbob,1\n", "id,age\nada,\"36\"x\nbob,1\n"})
    void badQuotesEndTheReadingBecauseTheNextRowCannotBeFound(String text) {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv(text, NODES))
                .withMessageContaining("quote")
                .withMessageContaining("line 2")
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.MALFORMED_BODY));
    }

    @Test
    void theHeaderMustNameEveryColumnOnceAndTheIdsAtAll() {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("id,age,age\n", NODES))
                .withMessageContaining("'age' twice");
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("id,,age\n", NODES))
                .withMessageContaining("Column 2");
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("name,age\n", NODES))
                .withMessageContaining("'id'")
                .withMessageContaining("'name', 'age'");
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("source,to\n", EDGES))
                .withMessageContaining("'target'");
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("id,label,labels\n", NODES))
                .withMessageContaining("both");
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("", NODES))
                .withMessageContaining("no header");
    }

    @Test
    void F001_anEmptyIdIsARefusedRow() {
        CollectedRows read = ofCsv("id,age\n,36\n\"\",37\nada,38\n", NODES);
        assertThat(read.refused).extracting(row -> row.failure().status()).containsOnly(StatusCode.INVALID_ARGUMENT);
        assertThat(read.refused).extracting(RefusedRow::line).containsExactly(2L, 3L);
        assertThat(read.rows).hasSize(1);
    }

    @Test
    void F005_aControlCharacterInAnIdIsARefusedRow() {
        assertThat(ofCsv("id\n\"a\u0000b\"\n", NODES).refusals())
                .singleElement()
                .asString()
                .contains("U+0000");
    }

    @Test
    void F008_bytesThatAreNotUtf8AreRefused() {
        for (byte[] bytes : List.of(
                new byte[] {'i', 'd', '\n', (byte) 0xff, (byte) 0xfe, '\n'},
                new byte[] {'i', 'd', '\n', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'})) {
            InputStream text = new ByteArrayInputStream(bytes);
            assertThatExceptionOfType(ApiProblem.class)
                    .isThrownBy(() -> new CsvRows(text, NODES).readInto(new CollectedRows()))
                    .withMessageContaining("not UTF-8");
        }
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstName() {
        assertThat(ofCsv("\uFEFFid\nada\n", NODES).node(0)).isEqualTo(Node.of("ada"));
    }

    @Test
    void F031_aFileOfAHeaderAloneHasNoRows() {
        CollectedRows read = ofCsv("id,age\n", NODES);
        assertThat(read.rows).isEmpty();
        assertThat(read.refused).isEmpty();
    }

    @Test
    void typesAreFoundPerFileAndALaterMisfitNamesItsColumn() {
        var text = new StringBuilder("id,age\n");
        for (int i = 0; i < CsvRows.TYPED_ROWS; i++) {
            text.append('n').append(i).append(",1\n");
        }
        text.append("late,old\nlater,2\n");
        CollectedRows read = ofCsv(text.toString(), NODES);
        assertThat(read.refusals())
                .singleElement()
                .asString()
                .startsWith(CsvRows.TYPED_ROWS + "/" + (CsvRows.TYPED_ROWS + 2) + " INVALID_ARGUMENT")
                .contains("column 'age'", "integer", "types=text", "'old'");
        assertThat(read.rows).hasSize(CsvRows.TYPED_ROWS + 1);
    }

    @Test
    void aMisfitAmongTheFirstRowsMakesTheColumnText() {
        CollectedRows read = ofCsv("id,age\nada,36\nbob,old\n", NODES);
        assertThat(read.node(0)).isEqualTo(Node.of("ada").with("age", "36"));
        assertThat(read.refused).isEmpty();
    }

    @Test
    void textModeReadsEveryColumnAsText() {
        var options = new CsvOptions(CsvOptions.Kind.NODES, Operation.ADD, List.of(), null, false, Map.of());
        assertThat(ofCsv("id,age\nada,36\n", options).node(0))
                .isEqualTo(Node.of("ada").with("age", "36"));
    }

    @Test
    void aDeclaredTypeHoldsFromTheFirstRow() {
        var options = new CsvOptions(
                CsvOptions.Kind.NODES, Operation.ADD, List.of(), null, true, Map.of("age", ColumnType.INTEGER));
        CollectedRows read = ofCsv("id,age\nada,old\nbob,36\n", options);
        assertThat(read.refusals()).singleElement().asString().contains("as declared");
        assertThat(read.node(0)).isEqualTo(Node.of("bob").with("age", 36L));
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("id,height\n", options))
                .withMessageContaining("'age'");
    }

    @Test
    void aQuotedEmptyCellIsTheEmptyTextAndAnEmptyOneIsMissing() {
        CollectedRows read = ofCsv("id,text,age\na,\"\",\"\"\nb,,1\nc,x,2\n", NODES);
        assertThat(read.node(0)).isEqualTo(Node.of("a").with("text", ""));
        assertThat(read.node(1)).isEqualTo(Node.of("b").with("age", 1L));
    }

    @Test
    void removalsNameWhatGoesAndNothingElse() {
        var removeEdges = new CsvOptions(CsvOptions.Kind.EDGES, Operation.REMOVE, List.of(), null, true, Map.of());
        assertThat(ofCsv("id\ne1\n", removeEdges).rows.getFirst().change()).isEqualTo(new BatchRow.EdgeRemoval("e1"));
        assertThat(ofCsv("source,target,type\na,b,KNOWS\n", removeEdges)
                        .rows
                        .getFirst()
                        .change())
                .isEqualTo(new BatchRow.EdgeRemoval("a-[KNOWS]->b"));
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ofCsv("id,weight\ne1,2\n", removeEdges))
                .withMessageContaining("no others");
    }

    @Test
    void F010_idsWithArrowsAreIds() {
        CollectedRows read = ofCsv("source,target\na->b,c\na,b->c\n", EDGES);
        assertThat(read.edge(0).effectiveId()).isNotEqualTo(read.edge(1).effectiveId());
    }
}
