package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class EdgeControllerTest extends ApiTest {

    @BeforeEach
    void addNodes() {
        addNode("{'id':'a'}");
        addNode("{'id':'b'}");
    }

    @Test
    void anEdgeWithoutIdGetsTheDerivedOne() {
        MvcTestResult added = post(graph + "/edges", "{'source':'a','target':'b','attributes':{'w':1.5}}");

        assertThat(added).hasStatus(201).hasHeader(HttpHeaders.LOCATION, graph + "/edges?id=a-%3Eb");
        assertThat(added)
                .bodyJson()
                .isLenientlyEqualTo(json("{'id':'a->b','source':'a','target':'b','type':null,'attributes':{'w':1.5}}"));
        assertThat(added).headers().hasValue(HttpHeaders.ETAG, "\"" + at(added, "$.version") + "\"");
        assertThat(get(graph + "/edges?id={id}", "a->b")).hasStatusOk();
        assertThat(post(graph + "/edges:lookup", "{'id':'a->b'}")).hasStatusOk();
    }

    @Test
    void aTypeIsPartOfTheDerivedId() {
        assertThat(post(graph + "/edges", "{'source':'a','target':'b','type':'KNOWS'}"))
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo("a-[KNOWS]->b");
    }

    @Test
    void f010IdsThatLookAlikeJoinedAreTwoEdges() {
        for (String id : new String[] {"a->b", "c", "b->c"}) {
            addNode("{'id':'" + id + "'}");
        }

        assertThat(post(graph + "/edges", "{'source':'a->b','target':'c'}")).hasStatus(201);
        assertThat(post(graph + "/edges", "{'source':'a','target':'b->c'}")).hasStatus(201);
        assertThat(get(graph)).bodyJson().extractingPath("$.edges").isEqualTo(2);
    }

    @Test
    void f040RefusesAnEdgeToANodeThatIsNotThere() {
        assertProblem(post(graph + "/edges", "{'source':'a','target':'x'}"), 422, "TARGET_NOT_FOUND");
        assertProblem(post(graph + "/edges", "{'source':'x','target':'a'}"), 422, "SOURCE_NOT_FOUND");
        assertThat(get(graph)).bodyJson().extractingPath("$.edges").isEqualTo(0);
    }

    @Test
    void f042RefusesASecondEdgeWithoutIdAndTakesOneWith() {
        addEdge("{'source':'a','target':'b'}");

        assertProblem(post(graph + "/edges", "{'source':'a','target':'b'}"), 409, "EDGE_ALREADY_EXISTS");
        addEdge("{'id':'second','source':'a','target':'b'}");
        assertThat(get(graph + "/edges/second")).hasStatusOk();
    }

    @Test
    void f043ASelfLoopCountsOnceOutAndOnceIn() {
        addEdge("{'source':'a','target':'a'}");

        assertThat(get(graph + "/nodes/a")).bodyJson().isLenientlyEqualTo(json("{'outDegree':1,'inDegree':1}"));
    }

    @Test
    void f043ASelfLoopOfAnUndirectedGraphCountsTwo() {
        String undirected = newGraph("{'name':'%s','directed':false}");
        assertThat(post(undirected + "/nodes", "{'id':'a'}")).hasStatus(201);
        assertThat(post(undirected + "/edges", "{'source':'a','target':'a'}")).hasStatus(201);

        assertThat(get(undirected + "/nodes/a"))
                .bodyJson()
                .extractingPath("$.outDegree")
                .isEqualTo(2);
        assertThat(delete(undirected)).hasStatus(204);
    }

    @Test
    void putCreatesReplacesAndKeepsTheEnds() {
        String address = graph + "/edges/e1";

        assertThat(put(address, "{'source':'a','target':'b','type':'T'}")).hasStatus(201);
        assertThat(put(address, "{'source':'a','target':'b','type':'T','attributes':{'w':1}}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.attributes.w")
                .isEqualTo(1);
        assertProblem(put(address, "{'source':'b','target':'a','type':'T'}"), 400, "INVALID_ARGUMENT");
        assertProblem(put(address, "{'id':'e2','source':'a','target':'b'}"), 400, "INVALID_ARGUMENT");
        assertProblem(put(address, "{'source':'a'}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void removedEdgeIsGoneAndItsNodesStay() {
        addEdge("{'id':'e','source':'a','target':'b'}");

        assertThat(delete(graph + "/edges/e"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.removedEdges")
                .isEqualTo(1);
        assertProblem(get(graph + "/edges/e"), 404, "EDGE_NOT_FOUND");
        assertProblem(delete(graph + "/edges/e"), 404, "EDGE_NOT_FOUND");
        assertThat(get(graph + "/nodes/a"))
                .bodyJson()
                .extractingPath("$.outDegree")
                .isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'source':'a'}",
                "{'target':'b'}",
                "{'source':'','target':'b'}",
                "{'source':'a','target':'b','type':''}",
                "{'source':'a','target':'b','type':5}",
                "{'source':'a','target':'b','id':''}",
                "{'source':'a','target':'b','label':'x'}",
                "{'source':'a','target':'b','attributes':[]}",
                "{'source':null,'target':'b'}"
            })
    void refusesWhatIsNoEdge(String body) {
        assertProblem(post(graph + "/edges", body), 400, "INVALID_ARGUMENT");
    }
}
