package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.app.Contract;
import dev.kneiphof.graph.EdgeBlock;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.NodeBlock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class GraphRunControllerTest extends ApiTest {

    private static final int NODES = 10_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Contract contract = Contract.read();

    @Autowired
    private GraphService graphs;

    /** The request of a layout that takes minutes. */
    private String endless() {
        List<String> ids = IntStream.range(0, NODES).mapToObj("n%d"::formatted).toList();
        Graph filled = graphs.get(name()).graph();
        filled.addNodes(NodeBlock.of(ids));
        int[] parents = IntStream.range(1, NODES).map(node -> node / 2).toArray();
        int[] children = IntStream.range(1, NODES).toArray();
        filled.addEdges(EdgeBlock.of(ids, parents, children));
        return "{'work':'layout','layout':{'iterations':5000,'ids':['%s']}}".formatted(String.join("','", ids));
    }

    private String name() {
        return graph.substring(graph.lastIndexOf('/') + 1);
    }

    private String start(String request) {
        MvcTestResult started = post(graph + "/runs", request);
        assertThat(started).hasStatus(202);
        String address = String.valueOf(started.getResponse().getHeader(HttpHeaders.LOCATION));
        assertThat(address).isEqualTo(graph + "/runs/" + at(started, "$.id"));
        return address;
    }

    private void awaitState(String address, String state) {
        await().atMost(SOON).until(() -> state.equals(at(get(address), "$.state")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nodes  | {'filter':{'label':'L'},'limit':1}       | nodes:query
            edges  | {'limit':1}                              | edges:query
            layout | {'ids':['a','b'],'iterations':3}         | layout
            """)
    void aRunAnswersWhatItsCallAnswersWithTheSameBill(String work, String body, String call) throws Exception {
        addNode("{'id':'a','labels':['L']}");
        addNode("{'id':'b','labels':['L']}");
        addEdge("{'source':'a','target':'b'}");
        post(graph + "/" + call, body);

        String address = start("{'work':'%s','%s':%s}".formatted(work, work.equals("layout") ? work : "query", body));
        awaitState(address, "done");

        MvcTestResult run = get(address);
        assertThat(run).bodyJson().extractingPath("$.progress").isEqualTo(1.0);
        MvcTestResult result = get(String.valueOf(at(run, "$.result")));
        assertThat(result).hasStatusOk();
        MvcTestResult called = post(graph + "/" + call, body);
        for (String part : work.equals("layout") ? List.of("$.positions") : List.of("$.items", "$.total", "$.cursor")) {
            assertThat(at(result, part)).isEqualTo(at(called, part));
        }
        assertThat(at(result, "$.crossings.calls")).isEqualTo(at(called, "$.crossings.calls"));
        assertThat(at(run, "$.crossings.calls")).isEqualTo(at(called, "$.crossings.calls"));
        assertKept("GET /api/v1/graphs/{graph}/runs/{run}", run);
        assertKept("GET /api/v1/graphs/{graph}/runs/{run}/result", result);
    }

    @Test
    void aRunThatShrinksTellsTheMemoryBeforeAndAfter() throws Exception {
        graphs.get(name())
                .graph()
                .addNodes(NodeBlock.of(
                        IntStream.range(0, NODES).mapToObj("n%d"::formatted).toList()));

        String address = start("{'work':'shrink'}");
        awaitState(address, "done");

        MvcTestResult result = get(address + "/result");
        assertThat(result).bodyJson().extractingPath("$.afterBytes").isEqualTo(at(get(graph), "$.bytes"));
        assertThat(Long.parseLong(at(result, "$.beforeBytes").toString()))
                .isGreaterThan(Long.parseLong(at(result, "$.afterBytes").toString()));
        assertThat(result).bodyJson().extractingPath("$.crossings.calls").isEqualTo(1);
        assertKept("GET /api/v1/graphs/{graph}/runs/{run}/result", result);
        assertThat(post(graph + "/runs", "{'work':'shrink','query':{}}")).hasStatus(400);
    }

    @Test
    void aRunThatDeclaresAnIndexTellsWhetherThereWasNone() throws Exception {
        addNode("{'id':'a','attributes':{'age':7}}");
        for (boolean first : new boolean[] {true, false}) {
            String address = start("{'work':'index','index':{'on':'nodeAttribute','key':'age'}}");
            awaitState(address, "done");

            MvcTestResult result = get(address + "/result");
            assertThat(result).bodyJson().extractingPath("$.declared").isEqualTo(first);
            assertThat(result).bodyJson().extractingPath("$.crossings.calls").isEqualTo(1);
            assertKept("GET /api/v1/graphs/{graph}/runs/{run}", get(address));
            assertKept("GET /api/v1/graphs/{graph}/runs/{run}/result", result);
        }
        assertThat(at(get(graph + "/indexes"), "$.indexes[0].key")).isEqualTo("age");
    }

    private void assertKept(String operation, MvcTestResult result) throws Exception {
        var response = result.getResponse();
        String type = String.valueOf(response.getContentType());
        assertThat(contract.violations(operation, response.getStatus(), type, response.getContentAsString()))
                .isEmpty();
    }

    @Test
    void f073_aRunTellsItsProgressAndIsCancelledWithinFiftyMilliseconds() throws InterruptedException {
        String request = endless();
        Duration shortest = Duration.ofDays(1);
        // The shortest only falls: a machine that is busy with other things gets there a little later.
        long end = System.nanoTime() + SOON.toNanos();
        while (shortest.toMillis() > 50 && System.nanoTime() < end) {
            String address = start(request);
            await().atMost(SOON).until(() -> ((Number) at(get(address), "$.progress")).doubleValue() > 0);
            long asked = System.nanoTime();
            MvcTestResult cancelled = delete(address);
            while ("cancelling".equals(at(get(address), "$.state"))) {
                Thread.onSpinWait();
            }
            Duration ended = Duration.ofNanos(System.nanoTime() - asked);
            shortest = shortest.compareTo(ended) < 0 ? shortest : ended;
            assertThat(cancelled).hasStatus(202);
            assertThat(at(get(address), "$.state")).isEqualTo("cancelled");
            assertProblem(get(address + "/result"), 404, "RESOURCE_NOT_FOUND");
            assertThat(delete(address)).hasStatus(204);
            assertProblem(get(address), 404, "RESOURCE_NOT_FOUND");
        }
        assertThat(shortest).isLessThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void s15_writersGoOnWhileARunIsUnderWay() {
        String address = start(endless());
        addNode("{'id':'meanwhile'}");
        assertThat(at(get(address), "$.state")).isEqualTo("running");
        assertThat(delete(address)).hasStatus(202);
    }

    @Test
    void aRunThatIsRefusedByTheEngineTellsItsProblem() {
        String address = start("{'work':'layout','layout':{'ids':['nobody']}}");
        awaitState(address, "failed");
        assertThat(at(get(address), "$.problem.code")).isEqualTo("NODE_NOT_FOUND");
        assertThat(at(get(address), "$.problem.detail")).isEqualTo("Node 'nobody' not found");
        assertProblem(get(address + "/result"), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void runsBelongToTheirGraphAndEndWithIt() {
        String address = start("{'work':'nodes'}");
        assertThat(at(get(graph + "/runs"), "$.runs.length()")).isEqualTo(1);
        String other = newGraph("{'name':'%s'}");
        assertProblem(get(address.replace(graph, other)), 404, "RESOURCE_NOT_FOUND");
        assertThat(delete(other)).hasStatus(204);

        String running = start(endless());
        assertThat(delete(graph)).hasStatus(204);
        assertProblem(get(running), 404, "GRAPH_NOT_FOUND");
        assertThat(post("/api/v1/graphs", "{'name':'%s'}".formatted(name()))).hasStatus(201);
        assertThat(at(get(graph + "/runs"), "$.runs.length()")).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            {'work':'dance'}
            {'work':'layout'}
            {'work':'layout','query':{}}
            {'work':'nodes','layout':{'ids':[]}}
            {'work':'index'}
            {'work':'index','index':{'on':'nothing'}}
            {'work':'shrink','index':{'on':'label'}}
            {'work':'edges','query':{'order':'degree'}}
            {'work':'nodes','query':{'limit':0}}
            {'work':'nodes','query':{'cursor':'x'}}
            """)
    void aRunThatMakesNoSenseIsRefusedBeforeItBegins(String request) {
        MvcTestResult refused = post(graph + "/runs", request);
        assertThat(refused).hasStatus(400);
        assertThat(at(get(graph + "/runs"), "$.runs.length()")).isEqualTo(0);
    }
}
