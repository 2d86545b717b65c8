package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Rows in three spellings. */
class BatchControllerTest extends OnTheRealEngine {

    private String graph;

    @BeforeEach
    void makeGraph() {
        graph = api.newGraph();
    }

    @Test
    void ndjsonRowsOfEveryOperationTakeEffectInTheirOrder() {
        JsonNode answer = api.ok(api.ndjson(graph, "", """
                {"node":{"id":"ada","labels":["Person"],"attributes":{"age":36}}}
                {"op":"add","node":{"id":"bob"}}

                {"edge":{"source":"ada","target":"bob","type":"KNOWS"}}
                {"op":"merge","node":{"id":"ada","attributes":{"town":"London"}}}
                {"node":{"id":"bob","attributes":{"age":40}},"op":"upsert"}
                {"op":"remove","edge":{"source":"ada","target":"bob","type":"KNOWS"}}
                {"edge":{"id":"e1","source":"ada","target":"bob"}}
                {"op":"remove","edge":{"id":"e1"}}
                {"node":{"id":"cyd"}}
                {"op":"remove","node":{"id":"cyd"}}
                """));
        assertThat(answer.path("received").asLong()).isEqualTo(10);
        assertThat(answer.path("created").asLong()).isEqualTo(5);
        assertThat(answer.path("updated").asLong()).isEqualTo(2);
        assertThat(answer.path("removed").asLong()).isEqualTo(3);
        assertThat(answer.path("rejected").asLong()).isZero();
        assertThat(answer.path("chunks").asLong()).isEqualTo(1);
        JsonNode ada = api.get("/api/v1/graphs/" + graph + "/nodes?id=ada");
        assertThat(ada.path("attributes").toString()).isEqualTo("{\"age\":36,\"town\":\"London\"}");
        assertThat(api.nodes(graph)).isEqualTo(2);
        assertThat(api.edges(graph)).isZero();
    }

    @Test
    void aJsonDocumentHoldsTheSameRows() {
        JsonNode answer = api.ok(api.json(
                graph,
                "?chunk=2",
                "{\"rows\":[{\"node\":{\"id\":\"a\"}},{\"node\":{\"id\":\"b\"}},"
                        + "{\"edge\":{\"source\":\"a\",\"target\":\"b\"}}]}"));
        assertThat(answer.path("created").asLong()).isEqualTo(3);
        assertThat(answer.path("chunk").asLong()).isEqualTo(2);
        assertThat(answer.path("chunks").asLong()).isEqualTo(2);
    }

    @Test
    void csvFilesBringNodesThenEdgesWithTypedAttributes() {
        JsonNode nodes =
                api.ok(api.csv(graph, "?kind=nodes&labels=Person,Guest", "id,age,height\nada,36,1.65\nbob,,\n"));
        assertThat(nodes.path("types").toString()).isEqualTo("{\"age\":\"integer\",\"height\":\"float\"}");
        api.ok(api.csv(graph, "?kind=edges&type=KNOWS", "source,target,since\nada,bob,1843\n"));
        JsonNode ada = api.get("/api/v1/graphs/" + graph + "/nodes?id=ada");
        assertThat(ada.path("labels").toString()).isEqualTo("[\"Person\",\"Guest\"]");
        assertThat(ada.path("attributes").toString()).isEqualTo("{\"age\":36,\"height\":1.65}");
        JsonNode edge = api.get("/api/v1/graphs/" + graph + "/edges?id=ada-[KNOWS]->bob");
        assertThat(edge.path("attributes").path("since").asLong()).isEqualTo(1843);
    }

    @Test
    void theTypesOfOnePartOfAFileHoldForTheNext() {
        String types = "&columns=zip:text,age:integer";
        api.ok(api.csv(graph, "?kind=nodes" + types, "id,zip,age\na,10115,1\n"));
        api.ok(api.csv(graph, "?kind=nodes" + types, "id,zip,age\nb,01067,2\n"));
        JsonNode a = api.get("/api/v1/graphs/" + graph + "/nodes?id=a");
        assertThat(a.path("attributes").path("zip").asString()).isEqualTo("10115");
        JsonNode problem =
                api.refused(api.csv(graph, "?kind=nodes" + types, "id,zip,age\nc,1,old\n"), 400, "INVALID_ARGUMENT");
        assertThat(problem.path("detail").asString()).contains("'age'", "'old'");
    }

    @Test
    void F031_aBatchOfNoRowsIsAnsweredWithoutACrossing() {
        for (String query : new String[] {"", "?onError=skip"}) {
            JsonNode ndjson = api.ok(api.ndjson(graph, query, ""));
            assertThat(ndjson.path("received").asLong()).isZero();
            assertThat(ndjson.path("crossings").path("calls").asLong()).isZero();
            assertThat(ndjson.path("revision").isNull()).isTrue();
            assertThat(api.ok(api.json(graph, query, "{\"rows\":[]}"))
                            .path("chunks")
                            .asLong())
                    .isZero();
        }
    }

    @Test
    void thePreferenceHandlingIsFollowedAndConfirmed() {
        MvcTestResult lenient = mvc.post()
                .uri("/api/v1/graphs/" + graph + "/batch")
                .contentType("application/x-ndjson")
                .header("Prefer", "return=representation, handling=lenient")
                .content("{\"node\":{\"id\":\"\"}}\n{\"node\":{\"id\":\"a\"}}\n")
                .exchange();
        assertThat(lenient).hasStatusOk().hasHeader("Preference-Applied", "handling=lenient");
        MvcTestResult overruled = mvc.post()
                .uri("/api/v1/graphs/" + graph + "/batch?onError=fail")
                .contentType("application/x-ndjson")
                .header("Prefer", "handling=lenient")
                .content("{\"node\":{\"id\":\"b\"}}\n")
                .exchange();
        assertThat(overruled).hasStatusOk().doesNotContainHeader("Preference-Applied");
    }
}
