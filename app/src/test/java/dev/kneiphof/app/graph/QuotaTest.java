package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ApiTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A graph that is full refuses every kind of write with the way out, stays as it is, and takes the same write once there is room. */
@TestPropertySource(properties = "kneiphof.graphs.quota=1MB")
class QuotaTest extends ApiTest {

    private static final long QUOTA = 1 << 20;
    private static final String NODE_ROW = "{'id':'%s','attributes':{'text':'%s'}}";
    private static final String EDGE_ROW = "{'source':'kept','target':'other','attributes':{'text':'%s'}}";

    enum Way {
        NODE,
        MERGED_NODE,
        EDGE,
        BATCH,
        BATCH_OF_LINES,
        LENIENT_BATCH,
        BATCH_OF_EDGES,
        TABLE
    }

    private MvcTestResult write(Way way, String text) {
        return switch (way) {
            case NODE -> post(graph + "/nodes", NODE_ROW.formatted("new", text));
            case MERGED_NODE -> patch(graph + "/nodes/kept", "{'attributes':{'text':'%s'}}".formatted(text));
            case EDGE -> post(graph + "/edges", EDGE_ROW.formatted(text));
            case BATCH ->
                post(graph + "/batch", "{'rows':[{'node':{'id':'new'}},{'node':" + big("newer", text) + "}]}");
            case BATCH_OF_LINES -> lines("", "{'node':{'id':'new'}}\n{'node':" + big("newer", text) + "}\n");
            case LENIENT_BATCH ->
                lines("?onError=skip", "{'node':{'id':'kept'}}\n{'node':" + big("newer", text) + "}\n");
            case BATCH_OF_EDGES -> lines("", "{'edge':" + EDGE_ROW.formatted(text) + "}\n");
            case TABLE ->
                send(HttpMethod.POST, graph + "/batch?kind=nodes")
                        .contentType("text/csv")
                        .content("id,text\nnew,short\nnewer," + text + "\n")
                        .exchange();
        };
    }

    private static String big(String id, String text) {
        return NODE_ROW.formatted(id, text);
    }

    private MvcTestResult lines(String query, String rows) {
        return send(HttpMethod.POST, graph + "/batch" + query)
                .contentType("application/x-ndjson")
                .content(json(rows))
                .exchange();
    }

    /** What fills a graph up. */
    private record Filled(int nodes, int edges) {}

    /** Adds texts until neither a node nor an edge takes one more. */
    private Filled fill() {
        int nodes = 0;
        while (add(graph + "/nodes", big("filler" + nodes, text("node " + nodes)))) {
            nodes++;
        }
        int edges = 0;
        while (add(
                graph + "/edges",
                "{'id':'e%d','source':'kept','target':'other','attributes':{'text':'%s'}}"
                        .formatted(edges, text("edge " + edges)))) {
            edges++;
        }
        return new Filled(nodes, edges);
    }

    /** Whether there was room for it. */
    private boolean add(String address, String row) {
        MvcTestResult answer = post(address, row);
        assertThat(answer.getResponse().getStatus()).isIn(201, 507);
        return answer.getResponse().getStatus() == 201;
    }

    private static String text(String beginning) {
        return beginning + "x".repeat(70_000);
    }

    private void shrink() {
        MvcTestResult started = post(graph + "/runs", "{'work':'shrink'}");
        assertThat(started).hasStatus(202);
        String run = String.valueOf(started.getResponse().getHeader(HttpHeaders.LOCATION));
        await().atMost(Duration.ofMinutes(1)).until(() -> "done".equals(at(get(run), "$.state")));
    }

    private Object state() {
        MvcTestResult told = get(graph);
        return String.join(
                " ",
                at(told, "$.nodes").toString(),
                at(told, "$.edges").toString(),
                at(told, "$.revision").toString(),
                at(get(graph + "/nodes/kept"), "$").toString());
    }

    @ParameterizedTest
    @EnumSource
    void f080_aFullGraphRefusesAWriteWithTheWayOutAndTakesItOnceThereIsRoom(Way way) {
        addNode("{'id':'kept'}");
        addNode("{'id':'other'}");
        Filled filled = fill();
        assertThat(filled.nodes()).isPositive();
        Object before = state();

        MvcTestResult refused = write(way, text("one more"));

        assertProblem(refused, 507, "OUT_OF_QUOTA");
        assertThat(refused).bodyJson().extractingPath("$.nativeCode").isEqualTo(10);
        assertThat(refused)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .containsPattern("needs at least [1-9]\\d* bytes more than the graph's quota of " + QUOTA + " bytes")
                .containsPattern("of which [1-9]\\d* are in use; remove data, shrink the graph or raise the quota$");
        assertThat(Long.parseLong(at(refused, "$.value").toString())).isBetween(QUOTA / 4, QUOTA);
        assertThat(state()).isEqualTo(before);
        assertThat(Long.parseLong(at(get(graph), "$.bytes").toString())).isLessThanOrEqualTo(QUOTA);

        for (int node = 0; node < filled.nodes(); node++) {
            assertThat(delete(graph + "/nodes/filler" + node)).hasStatusOk();
        }
        for (int edge = 0; edge < filled.edges(); edge++) {
            assertThat(delete(graph + "/edges/e" + edge)).hasStatusOk();
        }
        shrink();
        assertThat(write(way, text("one more")).getResponse().getStatus()).isIn(200, 201);
        assertThat(state()).isNotEqualTo(before);
    }
}
