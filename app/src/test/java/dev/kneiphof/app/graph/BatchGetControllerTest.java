package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class BatchGetControllerTest extends ApiTest {

    @BeforeEach
    void addTriangle() {
        addNode("{'id':'a'}");
        addNode("{'id':'b'}");
        addNode("{'id':'c'}");
        addEdge("{'source':'a','target':'b'}");
        addEdge("{'source':'b','target':'c'}");
        addEdge("{'source':'c','target':'a'}");
    }

    @Test
    void manyNodesCrossOnceAndStandInTheOrderAskedFor() {
        MvcTestResult nodes = post(graph + "/nodes:batchGet", "{'ids':['c','nobody','a','c']}");

        assertThat(nodes).hasStatusOk();
        assertThat(nodes).bodyJson().extractingPath("$.items[0].id").isEqualTo("c");
        assertThat(nodes).bodyJson().extractingPath("$.items[1]").isNull();
        assertThat(nodes).bodyJson().extractingPath("$.items[3].id").isEqualTo("c");
        assertThat(nodes).bodyJson().extractingPath("$.crossings.calls").isEqualTo(1);
    }

    @Test
    void modeEachCrossesForEachNode() {
        MvcTestResult nodes = post(graph + "/nodes:batchGet?mode=each", "{'ids':['c','nobody','a']}");

        assertThat(nodes)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.crossings.calls")
                .isEqualTo(3);
        assertThat(nodes).bodyJson().extractingPath("$.items[1]").isNull();
        assertProblem(post(graph + "/nodes:batchGet?mode=some", "{'ids':[]}"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void theEdgesBetweenNodesHaveBothEndsAmongThem() {
        MvcTestResult between = post(graph + "/edges:between", "{'ids':['a','b']}");

        assertThat(between)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[*].id")
                .asArray()
                .containsExactly("a->b");
        assertThat(between).bodyJson().isLenientlyEqualTo(json("{'count':1,'total':1}"));
        assertThat(post(graph + "/edges:between", "{'ids':['a','b','c'],'limit':1}"))
                .bodyJson()
                .isLenientlyEqualTo(json("{'count':1,'total':3}"));
    }

    @Test
    void f031NoIdsAreNoNodesAndNoEdges() {
        assertThat(post(graph + "/nodes:batchGet", "{'ids':[]}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items")
                .asArray()
                .isEmpty();
        assertThat(post(graph + "/edges:between", "{'ids':[]}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
    }

    @Test
    void refusesMissingIdsNullsAndTooMany() {
        String many = IntStream.range(0, 10_001).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));

        for (String method : new String[] {"/nodes:batchGet", "/edges:between", "/layout"}) {
            assertProblem(post(graph + method, "{}"), 400, "INVALID_ARGUMENT");
            assertProblem(post(graph + method, "{'ids':[null]}"), 400, "INVALID_ARGUMENT");
            assertProblem(post(graph + method, "{'ids':[5]}"), 400, "INVALID_ARGUMENT");
            assertProblem(post(graph + method, "{'ids':'a'}"), 400, "INVALID_ARGUMENT");
            assertProblem(post(graph + method, "{'ids':[" + many + "]}"), 422, "LIMIT_EXCEEDED");
        }
        assertProblem(post(graph + "/edges:between", "{'ids':[],'limit':0}"), 400, "INVALID_ARGUMENT");
    }
}
