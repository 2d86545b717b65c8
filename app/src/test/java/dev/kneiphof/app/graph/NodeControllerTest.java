package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class NodeControllerTest extends ApiTest {

    @Test
    void addedNodeComesBackWithVersionAndDegrees() {
        MvcTestResult added =
                post(graph + "/nodes", "{'id':'ada','labels':['Person','Poet'],'attributes':{'age':36,'score':1.0}}");

        assertThat(added).hasStatus(201).hasHeader(HttpHeaders.LOCATION, graph + "/nodes?id=ada");
        assertThat(added)
                .bodyJson()
                .isLenientlyEqualTo(json("{'id':'ada','labels':['Person','Poet'],"
                        + "'attributes':{'age':36,'score':1.0},'outDegree':0,'inDegree':0}"));
        assertThat(added).headers().hasValue(HttpHeaders.ETAG, "\"" + at(added, "$.version") + "\"");
        assertThat(get(graph + "/nodes/ada"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.attributes.age")
                .isEqualTo(36);
    }

    @Test
    void addingCrossesTwiceOnceItsKeysAreKnown() {
        MvcTestResult first = post(graph + "/nodes", "{'id':'ada','labels':['Person'],'attributes':{'age':36}}");
        MvcTestResult second = post(graph + "/nodes", "{'id':'bob','labels':['Person'],'attributes':{'age':20}}");

        assertThat((Integer) at(first, "$.crossings.calls")).isGreaterThan(2);
        assertThat(second).bodyJson().extractingPath("$.crossings.calls").isEqualTo(2);
        assertThat(second.getResponse().getHeader("Kneiphof-Crossings")).startsWith("calls=2, rows=2, copied=");
        assertThat(second.getResponse().getHeader("Server-Timing"))
                .matches("native;dur=[0-9.]+, transit;dur=[0-9.]+, total;dur=[0-9.]+");
    }

    @Test
    void floatsStayFloatsAndIntegersStayIntegers() {
        addNode("{'id':'a','attributes':{'f':5.0,'i':5,'e':1e3}}");

        assertThat(get(graph + "/nodes/a")).bodyText().contains("\"f\":5.0", "\"i\":5,", "\"e\":1000.0");
    }

    @Test
    void f041RefusesANodeThatIsThere() {
        addNode("{'id':'ada'}");

        assertProblem(post(graph + "/nodes", "{'id':'ada'}"), 409, "NODE_ALREADY_EXISTS");
        assertThat(post(graph + "/nodes", "{'id':'ada'}"))
                .bodyJson()
                .extractingPath("$.nativeCode")
                .isEqualTo(5);
    }

    @Test
    void f001RefusesAnEmptyId() {
        assertProblem(post(graph + "/nodes", "{'id':''}"), 400, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'id':null}", "{'labels':['Person']}"})
    void f002RefusesAMissingId(String body) {
        assertProblem(post(graph + "/nodes", body), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f003RefusesANumberAsId() {
        MvcTestResult refused = post(graph + "/nodes", "{'id':5}");

        assertProblem(refused, 400, "INVALID_ARGUMENT");
        assertThat(refused).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/id");
        assertThat(refused).bodyJson().extractingPath("$.value").isEqualTo("5");
    }

    @Test
    void f004RefusesAnIdOfTenMegabytesAndOneJustTooLong() {
        assertProblem(post(graph + "/nodes", "{'id':'" + "x".repeat(10_000_000) + "'}"), 413, "BODY_TOO_LARGE");
        assertProblem(post(graph + "/nodes", "{'id':'" + "x".repeat(1_025) + "'}"), 422, "LIMIT_EXCEEDED");
        assertThat(post(graph + "/nodes", "{'id':'" + "x".repeat(1_024) + "'}")).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\u001f", "\\n", "\\u007f"})
    void f005RefusesControlCharactersInIds(String id) {
        assertProblem(post(graph + "/nodes", "{'id':'" + id + "'}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f006RefusesALoneSurrogateInAnId() {
        assertProblem(post(graph + "/nodes", "{'id':'\\ud800x'}"), 400, "INVALID_UTF8");
    }

    @Test
    void f007RefusesALoneSurrogateInALabelAKeyAndAValue() {
        assertProblem(post(graph + "/nodes", "{'id':'a','labels':['\\ud800']}"), 400, "INVALID_UTF8");
        assertProblem(post(graph + "/nodes", "{'id':'a','attributes':{'\\udc00':1}}"), 400, "INVALID_UTF8");
        assertProblem(post(graph + "/nodes", "{'id':'a','attributes':{'k':'\\ud800'}}"), 400, "INVALID_UTF8");
    }

    @Test
    void f008RefusesBytesThatAreNotUtf8() {
        byte[] body = "{\"id\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(send(HttpMethod.POST, graph + "/nodes").content(body).exchange(), 400, "INVALID_UTF8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a->b", "a/b", "a\\b", "100%", "a;b=c", "..", ".", "a b", "😀", "a?b#c", "+", "&id=x"})
    void f010f011EveryLegalIdIsReachable(String id) {
        String escaped = id.replace("\\", "\\\\");
        assertThat(post(graph + "/nodes", "{'id':'" + escaped + "'}")).hasStatus(201);

        MvcTestResult byParameter = mvc.get().uri(graph + "/nodes?id={id}", id).exchange();
        assertThat(byParameter).hasStatusOk().bodyJson().extractingPath("$.id").isEqualTo(id);
        assertThat(post(graph + "/nodes:lookup", "{'id':'" + escaped + "'}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo(id);
    }

    @Test
    void f011TheLocationOfAnOddIdLeadsToIt() {
        MvcTestResult added = post(graph + "/nodes", "{'id':'a/b c%+é'}");

        String location = String.valueOf(added.getResponse().getHeader(HttpHeaders.LOCATION));
        assertThat(mvc.get().uri(java.net.URI.create(location)).exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo("a/b c%+é");
    }

    @Test
    void f012ComposedAndDecomposedFormsAreTwoIds() {
        addNode("{'id':'\\u00e9'}");
        addNode("{'id':'e\\u0301'}");

        assertThat(get(graph)).bodyJson().extractingPath("$.nodes").isEqualTo(2);
    }

    @Test
    void f014KeysThatMeanSomethingToScriptsAreStored() {
        addNode("{'id':'a','attributes':{'__proto__':1,'constructor':2,'hasOwnProperty':3}}");

        assertThat(get(graph + "/nodes/a")).bodyText().contains("\"__proto__\":1", "\"hasOwnProperty\":3");
    }

    @Test
    void f015RefusesAPropertyGivenTwice() {
        assertProblem(post(graph + "/nodes", "{'id':'a','id':'b'}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/nodes", "{'id':'a','attributes':{'k':1,'k':2}}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f016RefusesAnUnknownPropertyByName() {
        MvcTestResult refused = post(graph + "/nodes", "{'id':'a','atributes':{}}");

        assertProblem(refused, 400, "INVALID_ARGUMENT");
        assertThat(refused).bodyJson().extractingPath("$.value").isEqualTo("atributes");
    }

    @Test
    void f017RefusesTextBehindTheBody() {
        assertProblem(post(graph + "/nodes", "{'id':'a'} {'id':'b'}"), 400, "MALFORMED_BODY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN | MALFORMED_BODY",
                "1e400 | INVALID_ARGUMENT",
                "9223372036854775808 | INVALID_ARGUMENT",
            })
    void f021f022f025RefusesNumbersThatNothingHolds(String number, String code) {
        assertProblem(post(graph + "/nodes", "{'id':'a','attributes':{'n':" + number + "}}"), 400, code);
    }

    @Test
    void f020f023FloatsComeBackBitForBit() {
        addNode("{'id':'a','attributes':{'n':{'$float':'NaN'},'z':-0.0,'s':4.9E-324,'p':0.1}}");

        assertThat(get(graph + "/nodes/a"))
                .bodyText()
                .contains("\"n\":{\"$float\":\"NaN\"}", "\"z\":-0.0", "\"s\":4.9E-324", "\"p\":0.1");
    }

    @Test
    void f024LargeIntegersAreTextForThoseWhoAsk() {
        addNode("{'id':'a','attributes':{'n':9007199254740993}}");

        assertThat(get(graph + "/nodes/a")).bodyText().contains("\"n\":9007199254740993");
        assertThat(get(graph + "/nodes/a?numbers=string"))
                .bodyText()
                .contains("\"n\":{\"$integer\":\"9007199254740993\"}");
        assertProblem(get(graph + "/nodes/a?numbers=roman"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f026f027RefusesANumberOf2000DigitsAndNestingOf10000() {
        String digits = "{'id':'a','attributes':{'n':" + "1".repeat(2_000) + "}}";
        String nested = "{'id':'a','attributes':{'n':" + "[".repeat(10_000) + "]".repeat(10_000) + "}}";

        assertProblem(post(graph + "/nodes", digits), 422, "LIMIT_EXCEEDED");
        assertProblem(post(graph + "/nodes", nested), 422, "LIMIT_EXCEEDED");
    }

    @Test
    void f028RefusesMoreThan1024Attributes() {
        String attributes =
                IntStream.range(0, 1_025).mapToObj(i -> "'k" + i + "':1").collect(Collectors.joining(","));

        assertProblem(post(graph + "/nodes", "{'id':'a','attributes':{" + attributes + "}}"), 422, "LIMIT_EXCEEDED");
    }

    @Test
    void f029OneKeyHoldsValuesOfSeveralTypes() {
        addNode("{'id':'a','attributes':{'k':1}}");
        addNode("{'id':'b','attributes':{'k':'one'}}");
        addNode("{'id':'c','attributes':{'k':[1,{'x':null}]}}");

        assertThat(get(graph + "/nodes/a")).bodyText().contains("\"k\":1");
        assertThat(get(graph + "/nodes/b")).bodyText().contains("\"k\":\"one\"");
        assertThat(get(graph + "/nodes/c")).bodyText().contains("\"k\":[1,{\"x\":null}]");
    }

    @Test
    void f044RemovingANodeCountsTheEdgesThatWentWithIt() {
        addNode("{'id':'a'}");
        addNode("{'id':'b'}");
        addEdge("{'source':'a','target':'b'}");
        addEdge("{'source':'a','target':'a'}");

        assertThat(delete(graph + "/nodes/a"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.removedEdges")
                .isEqualTo(2);
        assertProblem(get(graph + "/nodes/a"), 404, "NODE_NOT_FOUND");
        assertProblem(delete(graph + "/nodes/a"), 404, "NODE_NOT_FOUND");
    }

    @Test
    void f045ANodeMadeAnewHasNothingOfTheOldOne() {
        addNode("{'id':'a','labels':['Old'],'attributes':{'k':1}}");
        assertThat(delete(graph + "/nodes/a")).hasStatusOk();
        addNode("{'id':'a'}");

        assertThat(get(graph + "/nodes/a")).bodyJson().isLenientlyEqualTo(json("{'labels':[],'attributes':{}}"));
    }

    @Test
    void f135RefusesBodiesThatAreNotJson() {
        for (MediaType type : new MediaType[] {MediaType.TEXT_PLAIN, MediaType.APPLICATION_XML}) {
            assertProblem(
                    send(HttpMethod.POST, graph + "/nodes")
                            .contentType(type)
                            .content("x")
                            .exchange(),
                    415,
                    "UNSUPPORTED_MEDIA_TYPE");
        }
        // curl names no other type unless it is told to.
        assertProblem(
                send(HttpMethod.POST, graph + "/nodes")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("{\"id\":\"ada\"}")
                        .exchange(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(mvc.post().uri(graph + "/nodes").content("{}").exchange(), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                send(HttpMethod.POST, graph + "/nodes")
                        .contentType("application/json;charset=ISO-8859-1")
                        .content("{}")
                        .exchange(),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                send(HttpMethod.PATCH, graph + "/nodes/a").content("{}").exchange(), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aMissingBodyIsAProblem() {
        assertProblem(send(HttpMethod.POST, graph + "/nodes").exchange(), 400, "MALFORMED_BODY");
        assertProblem(post(graph + "/nodes", "null"), 400, "MALFORMED_BODY");
        assertProblem(post(graph + "/nodes", "[]"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void anIdInTwoPlacesOrInNoneIsAProblem() {
        assertProblem(delete(graph + "/nodes/a?id=b"), 400, "INVALID_ARGUMENT");
        assertProblem(delete(graph + "/nodes"), 400, "INVALID_ARGUMENT");
        assertProblem(put(graph + "/nodes", "{}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void unknownAndRepeatedParametersAreProblems() {
        assertProblem(get(graph + "/nodes?limt=10"), 400, "INVALID_ARGUMENT");
        assertProblem(get(graph + "/nodes?limit=1&limit=2"), 400, "INVALID_ARGUMENT");
        assertProblem(get(graph + "/nodes?id=a&filter=x"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void aNodeOfNoGraphIsTheGraphsProblem() {
        assertProblem(get("/api/v1/graphs/nowhere/nodes/a"), 404, "GRAPH_NOT_FOUND");
        assertProblem(post("/api/v1/graphs/nowhere/nodes", "{'id':'a'}"), 404, "GRAPH_NOT_FOUND");
    }
}
