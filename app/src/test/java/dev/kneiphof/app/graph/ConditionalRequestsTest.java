package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ConditionalRequestsTest extends ApiTest {

    private String ada = "";
    private String edge = "";

    @BeforeEach
    void addRows() {
        addNode("{'id':'ada','labels':['Person'],'attributes':{'age':36,'home':{'city':'London','zip':'W1'}}}");
        addNode("{'id':'bob'}");
        addEdge("{'source':'ada','target':'bob','type':'KNOWS','attributes':{'since':1843}}");
        ada = graph + "/nodes/ada";
        edge = graph + "/edges?id=ada-%5BKNOWS%5D-%3Ebob";
    }

    @Test
    void putCreatesOrReplaces() {
        assertThat(put(graph + "/nodes/eve", "{'labels':['Person']}"))
                .hasStatus(201)
                .hasHeader(HttpHeaders.LOCATION, graph + "/nodes?id=eve");
        MvcTestResult replaced = put(ada, "{'id':'ada','attributes':{'name':'Ada'}}");
        assertThat(replaced).hasStatusOk();
        assertThat(replaced).bodyJson().extractingPath("$.attributes").asMap().containsOnlyKeys("name");
        assertThat(replaced).bodyJson().extractingPath("$.outDegree").isEqualTo(1);
    }

    @Test
    void putRefusesABodyWithAnotherId() {
        assertProblem(put(ada, "{'id':'bob'}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void putWithIfNoneMatchStarOnlyCreates() {
        assertThat(withHeader(HttpMethod.PUT, graph + "/nodes/eve", "{}", HttpHeaders.IF_NONE_MATCH, "*"))
                .hasStatus(201);
        assertProblem(withHeader(HttpMethod.PUT, ada, "{}", HttpHeaders.IF_NONE_MATCH, "*"), 412, "VERSION_MISMATCH");
        assertProblem(
                withHeader(HttpMethod.PUT, ada, "{}", HttpHeaders.IF_NONE_MATCH, "\"x\""), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f144PutWithIfMatchReplacesThatVersionAlone() {
        String tag = tagOf(ada);

        assertThat(withHeader(HttpMethod.PUT, ada, "{'attributes':{'n':1}}", HttpHeaders.IF_MATCH, tag))
                .hasStatusOk();
        assertProblem(
                withHeader(HttpMethod.PUT, ada, "{'attributes':{'n':2}}", HttpHeaders.IF_MATCH, tag),
                412,
                "VERSION_MISMATCH");
        assertThat(get(ada)).bodyJson().extractingPath("$.attributes.n").isEqualTo(1);
    }

    @Test
    void putWithIfMatchDoesNotCreate() {
        String nobody = graph + "/nodes/nobody";

        assertProblem(withHeader(HttpMethod.PUT, nobody, "{}", HttpHeaders.IF_MATCH, "*"), 412, "VERSION_MISMATCH");
        assertProblem(
                withHeader(HttpMethod.PUT, nobody, "{}", HttpHeaders.IF_MATCH, tagOf(ada)), 412, "VERSION_MISMATCH");
        assertThat(withHeader(HttpMethod.PUT, ada, "{}", HttpHeaders.IF_MATCH, "*"))
                .hasStatusOk();
    }

    @Test
    void oneOfSeveralTagsIsEnough() {
        String tags = "\"0123456789abcdef\", " + tagOf(ada) + ", W/\"weak\"";

        assertThat(withHeader(HttpMethod.PUT, ada, "{'attributes':{'n':1}}", HttpHeaders.IF_MATCH, tags))
                .hasStatusOk();
        assertProblem(withHeader(HttpMethod.PUT, ada, "{}", HttpHeaders.IF_MATCH, tags), 412, "VERSION_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "W/\"0123456789abcdef\"", "\"0000000000000000\"", "\"0123456789ABCDEF\""})
    void tagsThatAreNoVersionMatchNothing(String tag) {
        assertProblem(withHeader(HttpMethod.PATCH, ada, "{}", HttpHeaders.IF_MATCH, tag), 412, "VERSION_MISMATCH");
        assertProblem(withHeader(HttpMethod.DELETE, ada, "", HttpHeaders.IF_MATCH, tag), 412, "VERSION_MISMATCH");
    }

    @Test
    void aTagWithoutQuotesIsAProblem() {
        assertProblem(
                withHeader(HttpMethod.DELETE, ada, "", HttpHeaders.IF_MATCH, "0123456789abcdef"),
                400,
                "INVALID_ARGUMENT");
    }

    @Test
    void getWithTheTagOfTheVersionAnswersNotModified() {
        String tag = tagOf(ada);

        MvcTestResult same = withHeader(HttpMethod.GET, ada, "", HttpHeaders.IF_NONE_MATCH, tag);
        assertThat(same).hasStatus(304).hasHeader(HttpHeaders.ETAG, tag).body().isEmpty();
        assertThat(patch(ada, "{'attributes':{'age':37}}")).hasStatusOk();
        assertThat(withHeader(HttpMethod.GET, ada, "", HttpHeaders.IF_NONE_MATCH, tag))
                .hasStatusOk();
    }

    @Test
    void patchSetsAndRemovesAttributesAndReplacesLabels() {
        MvcTestResult patched = patch(ada, "{'labels':['Poet'],'attributes':{'age':null,'name':'Ada'}}");

        assertThat(patched)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.labels")
                .asArray()
                .containsExactly("Poet");
        assertThat(patched).bodyJson().extractingPath("$.attributes").asMap().containsOnlyKeys("home", "name");
    }

    @Test
    void patchMergesMapsAsRfc7396Says() {
        MvcTestResult patched = patch(ada, "{'attributes':{'home':{'zip':null,'street':'Dorset'}}}");

        assertThat(patched)
                .bodyJson()
                .extractingPath("$.attributes.home")
                .asMap()
                .containsEntry("city", "London")
                .containsEntry("street", "Dorset")
                .doesNotContainKey("zip");
    }

    @Test
    void patchOfNullClearsLabelsAndAttributes() {
        MvcTestResult patched = patch(ada, "{'labels':null,'attributes':null}");

        assertThat(patched).bodyJson().isLenientlyEqualTo(json("{'labels':[],'attributes':{}}"));
    }

    @Test
    void anEmptyPatchChangesNothing() {
        String tag = tagOf(ada);

        assertThat(patch(ada, "{}")).hasStatusOk().hasHeader(HttpHeaders.ETAG, tag);
    }

    @Test
    void patchInsistsOnTheVersionAlsoWhenItMergesMaps() {
        String stale = tagOf(ada);
        assertThat(patch(ada, "{'attributes':{'age':37}}")).hasStatusOk();

        assertProblem(
                withHeader(HttpMethod.PATCH, ada, "{'attributes':{'home':{'x':1}}}", HttpHeaders.IF_MATCH, stale),
                412,
                "VERSION_MISMATCH");
        assertProblem(
                withHeader(HttpMethod.PATCH, ada, "{'attributes':{'age':1}}", HttpHeaders.IF_MATCH, stale),
                412,
                "VERSION_MISMATCH");
    }

    @Test
    void patchRefusesUnknownProperties() {
        assertProblem(patch(ada, "{'id':'eve'}"), 400, "INVALID_ARGUMENT");
        assertProblem(patch(edge, "{'labels':['x']}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f046PatchDoesNotBringARemovedNodeBack() {
        String tag = tagOf(ada);
        assertThat(delete(ada)).hasStatusOk();

        assertProblem(patch(ada, "{'attributes':{'age':1}}"), 404, "NODE_NOT_FOUND");
        assertProblem(
                withHeader(HttpMethod.PATCH, ada, "{'attributes':{'age':1}}", HttpHeaders.IF_MATCH, tag),
                404,
                "NODE_NOT_FOUND");
        assertProblem(get(ada), 404, "NODE_NOT_FOUND");
    }

    @Test
    void deleteWithIfMatchRemovesThatVersionAlone() {
        String stale = tagOf(ada);
        assertThat(patch(ada, "{'attributes':{'age':37}}")).hasStatusOk();

        assertProblem(withHeader(HttpMethod.DELETE, ada, "", HttpHeaders.IF_MATCH, stale), 412, "VERSION_MISMATCH");
        assertThat(withHeader(HttpMethod.DELETE, ada, "", HttpHeaders.IF_MATCH, tagOf(ada)))
                .hasStatusOk();
    }

    @Test
    void edgesHaveTheSameConditions() {
        String tag = tagOf(edge);
        String body = "{'source':'ada','target':'bob','type':'KNOWS','attributes':{'since':1844}}";

        assertThat(withHeader(HttpMethod.PUT, edge, body, HttpHeaders.IF_MATCH, tag))
                .hasStatusOk();
        assertProblem(withHeader(HttpMethod.PUT, edge, body, HttpHeaders.IF_MATCH, tag), 412, "VERSION_MISMATCH");
        assertProblem(withHeader(HttpMethod.PUT, edge, body, HttpHeaders.IF_NONE_MATCH, "*"), 412, "VERSION_MISMATCH");
        assertProblem(
                withHeader(HttpMethod.PATCH, edge, "{'attributes':{'x':1}}", HttpHeaders.IF_MATCH, tag),
                412,
                "VERSION_MISMATCH");
        assertThat(patch(edge, "{'attributes':{'x':1}}")).hasStatusOk();
        assertProblem(withHeader(HttpMethod.DELETE, edge, "", HttpHeaders.IF_MATCH, tag), 412, "VERSION_MISMATCH");
        assertThat(withHeader(HttpMethod.GET, edge, "", HttpHeaders.IF_NONE_MATCH, tagOf(edge)))
                .hasStatus(304);
        assertThat(withHeader(HttpMethod.DELETE, edge, "", HttpHeaders.IF_MATCH, tagOf(edge)))
                .hasStatusOk();
        assertProblem(withHeader(HttpMethod.PUT, edge, body, HttpHeaders.IF_MATCH, "*"), 412, "VERSION_MISMATCH");
    }

    private String tagOf(String address) {
        MvcTestResult read = mvc.get().uri(java.net.URI.create(address)).exchange();
        assertThat(read).hasStatusOk();
        return String.valueOf(read.getResponse().getHeader(HttpHeaders.ETAG));
    }

    private MvcTestResult withHeader(HttpMethod method, String address, String body, String header, String value) {
        return send(method, address)
                .contentType(method == HttpMethod.PATCH ? MERGE_PATCH : "application/json")
                .header(header, value)
                .content(json(body))
                .exchange();
    }
}
