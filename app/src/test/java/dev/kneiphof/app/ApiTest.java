package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The whole application on the real engine, without a container; each test has a graph of its own. */
@SpringBootTest
@AutoConfigureMockMvc
public abstract class ApiTest {

    public static final String MERGE_PATCH = "application/merge-patch+json";

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    protected MockMvcTester mvc;

    /** The address of this test's graph. */
    protected String graph = "";

    @BeforeEach
    void createGraph() {
        graph = newGraph("{'name':'%s'}");
    }

    @AfterEach
    void removeGraph() {
        assertThat(send(HttpMethod.DELETE, graph).exchange().getResponse().getStatus())
                .isIn(204, 404);
    }

    /** Creates a graph; the body has a place for its name. */
    protected String newGraph(String body) {
        String name = "test-" + NAMES.incrementAndGet();
        assertThat(post("/api/v1/graphs", body.formatted(name))).hasStatus(201);
        return "/api/v1/graphs/" + name;
    }

    protected MvcTestResult get(String address, Object... variables) {
        return mvc.get().uri(address, variables).exchange();
    }

    /** Single quotes stand for double ones. */
    protected MvcTestResult post(String address, String json) {
        return send(HttpMethod.POST, address).content(json(json)).exchange();
    }

    protected MvcTestResult put(String address, String json) {
        return send(HttpMethod.PUT, address).content(json(json)).exchange();
    }

    protected MvcTestResult patch(String address, String json) {
        return send(HttpMethod.PATCH, address)
                .contentType(MERGE_PATCH)
                .content(json(json))
                .exchange();
    }

    protected MvcTestResult delete(String address) {
        return send(HttpMethod.DELETE, address).exchange();
    }

    /** A request with a body of JSON to come. */
    protected MockMvcRequestBuilder send(HttpMethod method, String address) {
        return mvc.method(method).uri(java.net.URI.create(address)).contentType(MediaType.APPLICATION_JSON);
    }

    protected void addNode(String json) {
        assertThat(post(graph + "/nodes", json)).hasStatus(201);
    }

    protected void addEdge(String json) {
        assertThat(post(graph + "/edges", json)).hasStatus(201);
    }

    protected static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    /** Asserts that the answer is a problem with this status and code. */
    protected static void assertProblem(MvcTestResult result, int status, String code) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo(
                        "/problems/" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    /** What the path selects in the body. */
    protected static Object at(MvcTestResult result, String path) {
        var selected = new Object[1];
        assertThat(result).bodyJson().extractingPath(path).satisfies(value -> selected[0] = value);
        return selected[0];
    }
}
