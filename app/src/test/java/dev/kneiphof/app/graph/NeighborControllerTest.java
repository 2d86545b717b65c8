package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class NeighborControllerTest extends ApiTest {

    @BeforeEach
    void addStar() {
        for (String id : List.of("hub", "a", "b", "c")) {
            addNode("{'id':'" + id + "'}");
        }
        addEdge("{'source':'hub','target':'a','type':'KNOWS'}");
        addEdge("{'source':'hub','target':'b','type':'KNOWS'}");
        addEdge("{'source':'c','target':'hub'}");
        addEdge("{'source':'b','target':'c'}");
    }

    @Test
    void neighborsComeWithTheEdgeAndItsDirection() {
        MvcTestResult all = get(graph + "/nodes/hub/neighbors");

        assertThat(all).hasStatusOk();
        assertThat(all)
                .bodyJson()
                .extractingPath("$.items[*].node.id")
                .asArray()
                .containsExactly("a", "b", "c");
        assertThat(all)
                .bodyJson()
                .extractingPath("$.items[*].direction")
                .asArray()
                .containsExactly("out", "out", "in");
        assertThat(all).bodyJson().extractingPath("$.items[2].edge.id").isEqualTo("c->hub");
        assertThat(all).bodyJson().isLenientlyEqualTo(json("{'count':3,'total':3,'crossings':{'calls':3}}"));
    }

    @Test
    void directionTypeOrderAndLimitNarrowThemDown() {
        assertThat(ids(get(graph + "/nodes/hub/neighbors?direction=in"))).containsExactly("c");
        assertThat(ids(get(graph + "/nodes/hub/neighbors?type=KNOWS&order=degree")))
                .containsExactly("b", "a");
        assertThat(ids(get(graph + "/nodes/hub/neighbors?limit=1&skip=1"))).containsExactly("b");
        assertThat(get(graph + "/nodes/hub/neighbors?limit=1"))
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(3);
        assertThat(ids(post(
                        graph + "/neighbors", "{'id':'hub','direction':'out','order':'degree','limit':1,'skip':0}")))
                .containsExactly("b");
        assertThat(ids(get(graph + "/nodes/hub/neighbors?type=UNHEARD_OF"))).isEmpty();
    }

    @Test
    void theSummaryCountsByTypeAndDirection() {
        for (MvcTestResult summary : List.of(
                get(graph + "/nodes/hub/neighbors/summary"), post(graph + "/neighbors:summary", "{'id':'hub'}"))) {
            assertThat(summary).hasStatusOk();
            assertThat(summary)
                    .bodyJson()
                    .isLenientlyEqualTo(
                            json(
                                    "{'id':'hub','total':3,'counts':["
                                            + "{'type':'KNOWS','direction':'out','count':2},{'type':null,'direction':'in','count':1}]}"));
        }
    }

    @Test
    void anUnknownNodeIsAProblem() {
        assertProblem(get(graph + "/nodes/nobody/neighbors"), 404, "NODE_NOT_FOUND");
        assertProblem(post(graph + "/neighbors:summary", "{'id':'nobody'}"), 404, "NODE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direction=sideways", "order=name", "limit=0", "limit=10001", "skip=-1", "depth=2"})
    void refusesParametersOutOfRange(String parameter) {
        assertProblem(get(graph + "/nodes/hub/neighbors?" + parameter), 400, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':5}",
                "{'id':'hub','direction':'OUT'}",
                "{'id':'hub','limit':'5'}",
                "{'id':'hub','skip':-1}",
                "{'id':'hub','depth':1}"
            })
    void refusesBodiesOutOfRange(String body) {
        assertProblem(post(graph + "/neighbors", body), 400, "INVALID_ARGUMENT");
    }

    private static List<Object> ids(MvcTestResult neighbors) {
        return List.copyOf((List<?>) at(neighbors, "$.items[*].node.id"));
    }
}
