package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the API as a tool would, and keeps what each answer says it crossed. */
public final class RestClient {

    private static final AtomicInteger GRAPHS = new AtomicInteger();
    private static final JsonMapper MAPPER = new JsonMapper();

    private final MockMvcTester mvc;
    private final List<String> names = new ArrayList<>();
    private final List<JsonNode> bills = new ArrayList<>();

    public RestClient(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    /** Makes an empty graph under a name that no test has used. */
    public String newGraph() {
        String name = freeName();
        JsonNode made = ok(mvc.post()
                .uri("/api/v1/graphs")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"" + name + "\"}"));
        assertThat(made.path("name").asString()).isEqualTo(name);
        return name;
    }

    public String freeName() {
        String name = "graph-" + GRAPHS.incrementAndGet();
        names.add(name);
        return name;
    }

    /** Removes every graph that was made under a name of this client. */
    public void removeGraphs() {
        names.forEach(name -> mvc.delete().uri("/api/v1/graphs/" + name).exchange());
    }

    public MvcTestResult post(String address, String type, String body) {
        return mvc.post()
                .uri(address)
                .contentType(type)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    public MvcTestResult ndjson(String graph, String query, String body) {
        return post("/api/v1/graphs/" + graph + "/batch" + query, "application/x-ndjson", body);
    }

    public MvcTestResult json(String graph, String query, String body) {
        return post("/api/v1/graphs/" + graph + "/batch" + query, "application/json", body);
    }

    public MvcTestResult csv(String graph, String query, String body) {
        return post("/api/v1/graphs/" + graph + "/batch" + query, "text/csv", body);
    }

    public JsonNode get(String address) {
        return ok(mvc.get().uri(address));
    }

    /** The JSON of a good answer; its bill is kept. */
    public JsonNode ok(MockMvcTester.MockMvcRequestBuilder request) {
        return ok(request.exchange());
    }

    public JsonNode ok(MvcTestResult result) {
        JsonNode body = body(result);
        assertThat(result.getResponse().getStatus()).as(body.toString()).isBetween(200, 299);
        if (body.has("crossings")) {
            bills.add(body.get("crossings"));
        }
        return body;
    }

    /** The problem of a refused request. */
    public JsonNode refused(MvcTestResult result, int status, String code) {
        JsonNode problem = body(result);
        assertThat(problem.path("code").asString()).as(problem.toString()).isEqualTo(code);
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return problem;
    }

    public long billed(String what) {
        return bills.stream().mapToLong(bill -> bill.path(what).asLong()).sum();
    }

    public long nodes(String graph) {
        return get("/api/v1/graphs/" + graph).path("nodes").asLong();
    }

    public long edges(String graph) {
        return get("/api/v1/graphs/" + graph).path("edges").asLong();
    }

    private static JsonNode body(MvcTestResult result) {
        try {
            String text = result.getResponse().getContentAsString(StandardCharsets.UTF_8);
            return text.isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
        } catch (UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
