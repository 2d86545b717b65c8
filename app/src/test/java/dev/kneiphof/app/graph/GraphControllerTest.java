package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class GraphControllerTest extends ApiTest {

    @Test
    void aGraphIsCreatedListedDescribedAndRemoved() {
        MvcTestResult created = post("/api/v1/graphs", "{'name':'bridges_1-a','directed':false}");

        assertThat(created).hasStatus(201).hasHeader(HttpHeaders.LOCATION, "/api/v1/graphs/bridges_1-a");
        assertThat(created)
                .bodyJson()
                .isLenientlyEqualTo(json(
                        "{'name':'bridges_1-a','directed':false,'nodes':0,'edges':0," + "'chunk':null,'sample':null}"));
        assertThat(get("/api/v1/graphs"))
                .bodyJson()
                .extractingPath("$.graphs[*].name")
                .asArray()
                .contains("bridges_1-a");
        assertThat(get("/api/v1/graphs/bridges_1-a")).hasStatusOk();
        assertThat(delete("/api/v1/graphs/bridges_1-a")).hasStatus(204).body().isEmpty();
        assertProblem(get("/api/v1/graphs/bridges_1-a"), 404, "GRAPH_NOT_FOUND");
        assertProblem(delete("/api/v1/graphs/bridges_1-a"), 404, "GRAPH_NOT_FOUND");
    }

    @Test
    void aDescriptionHasLabelsTypesColumnsAndMemory() {
        addNode("{'id':'a','labels':['Person'],'attributes':{'age':36}}");
        addNode("{'id':'b','labels':['Person'],'attributes':{'age':20,'name':'Bob'}}");
        addEdge("{'source':'a','target':'b','type':'KNOWS','attributes':{'since':1843.5}}");

        MvcTestResult description = get(graph);

        assertThat(description)
                .bodyJson()
                .isLenientlyEqualTo(json("{'directed':true,'nodes':2,'edges':1,'revision':3,"
                        + "'labels':[{'name':'Person','count':2}],'types':[{'name':'KNOWS','count':1}],"
                        + "'nodeAttributes':[{'key':'age','type':'integer','count':2},"
                        + "{'key':'name','type':'text','count':1}],"
                        + "'edgeAttributes':[{'key':'since','type':'float','count':1}]}"));
        assertThat(description).bodyJson().extractingPath("$.memory[0].bytes").isNotEqualTo(0);
        assertThat(description)
                .bodyJson()
                .extractingPath("$.memory[?(@.key == 'age')].part")
                .asArray()
                .containsExactly("node values", "node validity", "node texts", "node heap");
        assertThat(description)
                .bodyJson()
                .extractingPath("$.snapshots")
                .isEqualTo(Map.of("open", 0, "oldestNanos", 0, "heldBytes", 0));
        assertThat(description).bodyJson().extractingPath("$.crossings.calls").isNotEqualTo(0);
    }

    @Test
    void f042RefusesANameThatIsTaken() {
        String name = graph.substring(graph.lastIndexOf('/') + 1);

        assertProblem(post("/api/v1/graphs", "{'name':'" + name + "'}"), 409, "GRAPH_ALREADY_EXISTS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':null}",
                "{'name':''}",
                "{'name':'Upper'}",
                "{'name':'-x'}",
                "{'name':'a/b'}",
                "{'name':'../x'}",
                "{'name':'a b'}",
                "{'name':'x','directed':'yes'}",
                "{'name':'x','directed':1}",
                "{'name':'x','multi':true}",
                "{'name':5}"
            })
    void refusesWhatIsNoGraph(String body) {
        assertProblem(post("/api/v1/graphs", body), 400, "INVALID_ARGUMENT");
    }

    @Test
    void aNameHas63CharactersAtMost() {
        String longest = "a".repeat(63);

        assertThat(post("/api/v1/graphs", "{'name':'" + longest + "'}")).hasStatus(201);
        assertThat(delete("/api/v1/graphs/" + longest)).hasStatus(204);
        assertProblem(post("/api/v1/graphs", "{'name':'" + longest + "a'}"), 400, "INVALID_ARGUMENT");
    }
}
