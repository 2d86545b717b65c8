package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class LayoutControllerTest extends ApiTest {

    @BeforeEach
    void addPath() {
        addNode("{'id':'a'}");
        addNode("{'id':'b'}");
        addNode("{'id':'c'}");
        addEdge("{'source':'a','target':'b'}");
        addEdge("{'source':'b','target':'c'}");
    }

    @Test
    void theSameSeedPlacesNodesAlikeAndAnotherDoesNot() {
        Object once = at(post(graph + "/layout", "{'ids':['a','b','c'],'seed':7}"), "$.positions");
        Object again = at(post(graph + "/layout", "{'ids':['a','b','c'],'seed':7}"), "$.positions");
        Object other = at(post(graph + "/layout", "{'ids':['a','b','c'],'seed':8}"), "$.positions");

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void everyIdGetsAPlaceInItsOrder() {
        MvcTestResult layout =
                post(graph + "/layout", "{'ids':['c','a'],'iterations':0,'positions':{'a':[1,2.5],'c':[-3,4]}}");

        assertThat(layout).hasStatusOk();
        assertThat(layout).bodyJson().isLenientlyEqualTo(json("{'positions':[[-3.0,4.0],[1.0,2.5]]}"));
    }

    @Test
    void refusesUnknownNodesAndPositionsThatAreNone() {
        assertProblem(post(graph + "/layout", "{'ids':['nobody']}"), 404, "NODE_NOT_FOUND");
        assertProblem(post(graph + "/layout", "{'ids':['a'],'positions':{'a':[1]}}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/layout", "{'ids':['a'],'positions':{'a':['1','2']}}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/layout", "{'ids':['a'],'iterations':-1}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/layout", "{'ids':['a'],'iterations':1000000000}"), 400, "INVALID_ARGUMENT");
        assertProblem(post(graph + "/layout", "{'ids':['a'],'seed':1.5}"), 400, "INVALID_ARGUMENT");
    }
}
