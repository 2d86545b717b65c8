package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class QueryControllerTest extends ApiTest {

    @BeforeEach
    void addPeople() {
        addNode("{'id':'ada','labels':['Person'],'attributes':{'age':36,'name':'Ada'}}");
        addNode("{'id':'bob','labels':['Person'],'attributes':{'age':20,'name':'Bob'}}");
        addNode("{'id':'eve','labels':['Person','Spy'],'attributes':{'age':28.5}}");
        addNode("{'id':'acme','labels':['Company'],'attributes':{'name':'Acme'}}");
        addEdge("{'source':'ada','target':'bob','type':'KNOWS','attributes':{'since':1843}}");
        addEdge("{'source':'bob','target':'eve','type':'KNOWS','attributes':{'since':1850}}");
        addEdge("{'source':'ada','target':'acme','type':'WORKS_AT'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label==Person | ada,bob,eve",
                "label==Person;age=gt=25 | ada,eve",
                "label==Company,age=lt=25 | bob,acme",
                "not(label==Person) | acme",
                "age=in=(20,36) | ada,bob",
                "age=has=true | ada,bob,eve",
                "name=starts=A | ada,acme",
                "name=contains=o | bob",
                "id==eve | eve",
                "out=ge=2 | ada",
                "degree==0 | ''",
                "unknown==1 | ''"
            })
    void f053TextFiltersSelectNodes(String filter, String ids) {
        MvcTestResult page = mvc.get().uri(graph + "/nodes?filter={f}", filter).exchange();

        assertThat(page).hasStatusOk();
        assertThat(String.join(",", ids(page))).isEqualTo(ids);
        assertThat(page)
                .bodyJson()
                .extractingPath("$.count")
                .isEqualTo(ids(page).size());
        assertThat(page)
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(ids(page).size());
        assertThat(page).bodyJson().extractingPath("$.cursor").isNull();
    }

    @Test
    void aTreeInTheBodyAnswersAsTheTextInTheAddressDoes() {
        MvcTestResult tree = post(
                graph + "/nodes:query",
                "{'filter':{'and':[{'label':'Person'},{'attr':'age','gt':25}]},'order':'-age','limit':10}");

        assertThat(tree).hasStatusOk();
        assertThat(ids(tree)).containsExactly("ada", "eve");
        assertThat(tree).bodyJson().extractingPath("$.crossings.calls").isEqualTo(2);
    }

    @Test
    void aFilterIsExplainedByItsSteps() {
        MvcTestResult explained =
                post(graph + "/nodes:explain", "{'filter':{'not':{'or':[{'label':'Person'},{'attr':'age','gt':25}]}}}");

        assertThat(explained).hasStatusOk();
        assertThat(explained).bodyJson().extractingPath("$.steps.length()").isEqualTo(2);
        assertThat(explained)
                .bodyJson()
                .extractingPath("$.steps[0].test.wanted")
                .isEqualTo(false);
        assertThat(explained).bodyJson().extractingPath("$.crossings.calls").isEqualTo(1);
        assertThat(post(graph + "/edges:explain", "{'filter':{'type':'KNOWS'}}"))
                .bodyJson()
                .extractingPath("$.passed")
                .isEqualTo(2);
        assertProblem(post(graph + "/edges:explain", "{'filter':{'label':'Person'}}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void aFilterInItsTextFormIsExplainedLikeItsTree() {
        assertThat(get(graph + "/nodes:explain?filter=label==Person;age=gt=25"))
                .bodyJson()
                .extractingPath("$.passed")
                .isEqualTo(2);
        assertThat(get(graph + "/edges:explain?filter=type==KNOWS"))
                .bodyJson()
                .extractingPath("$.passed")
                .isEqualTo(2);
        assertProblem(get(graph + "/nodes:explain?filter=age=over=25"), 400, "INVALID_FILTER");
    }

    @Test
    void edgesAreSelectedByTypeAndEnds() {
        assertThat(ids(get(graph + "/edges?filter=type==KNOWS")))
                .containsExactly("ada-[KNOWS]->bob", "bob-[KNOWS]->eve");
        assertThat(ids(get(graph + "/edges?filter=source==ada&order=-since")))
                .containsExactly("ada-[KNOWS]->bob", "ada-[WORKS_AT]->acme");
        assertThat(ids(post(graph + "/edges:query", "{'filter':{'attr':'since','lt':1850}}")))
                .containsExactly("ada-[KNOWS]->bob");
    }

    @ParameterizedTest
    @CsvSource({
        "age, 'bob,eve,ada,acme'",
        "-age, 'ada,eve,bob,acme'",
        "'''age''', 'bob,eve,ada,acme'",
        "-degree, 'ada,bob,eve,acme'",
        "degree, 'eve,acme,ada,bob'",
        "name, 'acme,ada,bob,eve'"
    })
    void ordersByDegreeOrAttributeWithMissingOnesLast(String order, String ids) {
        assertThat(String.join(
                        ",",
                        ids(mvc.get().uri(graph + "/nodes?order={o}", order).exchange())))
                .isEqualTo(ids);
    }

    @Test
    void searchLooksIntoIdsAndTexts() {
        assertThat(ids(get(graph + "/nodes?search=ac"))).containsExactly("acme");
        assertThat(ids(get(graph + "/nodes?search=a&filter=label==Person")))
                .contains("ada")
                .doesNotContain("acme");
    }

    @Test
    void pagesFollowEachOtherByTheirLink() {
        List<String> seen = new ArrayList<>();
        String address = graph + "/nodes?limit=3&order=name&filter=id!=nobody";
        while (address != null) {
            MvcTestResult page = mvc.get().uri(URI.create(address)).exchange();
            assertThat(page).hasStatusOk().bodyJson().extractingPath("$.total").isEqualTo(4);
            seen.addAll(ids(page));
            String link = page.getResponse().getHeader(HttpHeaders.LINK);
            address = link == null ? null : link.substring(1, link.indexOf('>'));
            assertThat(link == null || link.startsWith("</api/v1/") && link.endsWith("; rel=\"next\""))
                    .isTrue();
        }
        assertThat(seen).containsExactly("acme", "ada", "bob", "eve");
    }

    @Test
    void f051RefusesCursorsThatWereNotMadeForThisQuery() {
        String cursor = String.valueOf(at(get(graph + "/nodes?limit=1"), "$.cursor"));
        String forged = (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1);
        String other = newGraph("{'name':'%s'}");

        assertThat(get(graph + "/nodes?limit=2&cursor=" + cursor)).hasStatusOk();
        for (String bad : List.of(forged, "x", "", "%00", cursor + "A", cursor.substring(1), "=".repeat(43))) {
            MvcTestResult refused = mvc.get()
                    .uri(URI.create(graph + "/nodes?limit=1&cursor=" + bad))
                    .exchange();
            assertProblem(refused, 400, "INVALID_CURSOR");
        }
        assertProblem(get(graph + "/nodes?filter=label==Person&cursor=" + cursor), 400, "INVALID_CURSOR");
        assertProblem(get(graph + "/nodes?order=age&cursor=" + cursor), 400, "INVALID_CURSOR");
        assertProblem(get(graph + "/edges?cursor=" + cursor), 400, "INVALID_CURSOR");
        assertProblem(get(other + "/nodes?cursor=" + cursor), 400, "INVALID_CURSOR");
        assertThat(delete(other)).hasStatus(204);
    }

    @Test
    void f051RefusesACursorOfAGraphThatWasMadeAnew() {
        String cursor = String.valueOf(at(get(graph + "/nodes?limit=1"), "$.cursor"));
        String name = graph.substring(graph.lastIndexOf('/') + 1);
        assertThat(delete(graph)).hasStatus(204);
        assertThat(post("/api/v1/graphs", "{'name':'" + name + "'}")).hasStatus(201);

        assertProblem(get(graph + "/nodes?limit=1&cursor=" + cursor), 400, "INVALID_CURSOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "1.5", "0x10", " 5", "5 ", "+5", "", "many", "99999999999999999999"})
    void refusesLimitsOutOfRange(String limit) {
        assertProblem(mvc.get().uri(graph + "/nodes?limit={l}", limit).exchange(), 400, "INVALID_ARGUMENT");
    }

    @Test
    void refusesLimitsOutOfRangeInTheBody() {
        assertProblem(post(graph + "/nodes:query", "{'limit':0}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/nodes:query", "{'limit':10001}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/nodes:query", "{'limit':1.0}"), 400, "INVALID_ARGUMENT");
        assertThat(post(graph + "/nodes:query", "{'limit':10000}")).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--age", "'age", "'a'b'"})
    void refusesOrdersThatAreNone(String order) {
        assertProblem(mvc.get().uri(graph + "/nodes?order={o}", order).exchange(), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f053RefusesATextThatIsNoFilterAndNamesTheColumn() {
        MvcTestResult refused = get(graph + "/nodes?filter={f}", "label==Person;;age=gt=1");

        assertProblem(refused, 400, "INVALID_FILTER");
        assertThat(refused).bodyJson().extractingPath("$.detail").asString().contains("column 15");
    }

    @Test
    void f053RefusesTenThousandBrackets() {
        assertProblem(get(graph + "/nodes?filter={f}", "(".repeat(10_000)), 400, "INVALID_FILTER");
        assertProblem(
                post(graph + "/nodes:query", "{'filter':" + "{'not':".repeat(10_000) + "}"), 400, "INVALID_FILTER");
    }

    @Test
    void refusesTestsThatTheSubjectDoesNotHave() {
        assertThat(get(graph + "/edges?filter=label==Person")).hasStatus(400);
        assertThat(get(graph + "/edges?order=degree")).hasStatus(400);
        assertThat(get(graph + "/nodes?filter=source==ada")).hasStatus(400);
    }

    private static List<String> ids(MvcTestResult page) {
        return ((List<?>) at(page, "$.items[*].id"))
                .stream().map(String::valueOf).toList();
    }
}
