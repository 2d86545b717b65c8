package dev.kneiphof.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class CrossOriginTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://localhost.evil.example",
                "http://localhost:3000",
                "https://localhost:8443",
                "http://127.0.0.1",
                "null",
                "file://",
                "localhost",
                "::"
            })
    void f125RefusesChangesFromAPageOfAnotherOrigin(String origin) {
        for (HttpMethod method :
                new HttpMethod[] {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE}) {
            assertProblem(
                    send(method, graph + "/nodes?id=a")
                            .header("Origin", origin)
                            .content("{}")
                            .exchange(),
                    403,
                    "CROSS_ORIGIN");
        }
    }

    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 201", "none, 201"})
    void f125RefusesChangesThatTheBrowserCallsForeign(String site, int status) {
        assertThat(send(HttpMethod.POST, graph + "/nodes")
                        .header("Sec-Fetch-Site", site)
                        .content("{\"id\":\"a\"}")
                        .exchange())
                .hasStatus(status);
    }

    @Test
    void f125TakesChangesFromItsOwnPages() {
        assertThat(send(HttpMethod.POST, graph + "/nodes")
                        .header("Host", "localhost")
                        .header("Origin", "http://localhost")
                        .header("Sec-Fetch-Site", "same-origin")
                        .content("{\"id\":\"a\"}")
                        .exchange())
                .hasStatus(201);
    }

    @Test
    void f126TakesChangesFromClientsThatAreNoBrowsers() {
        assertThat(post(graph + "/nodes", "{'id':'a'}")).hasStatus(201);
    }

    @Test
    void f125AnswersNoOtherOriginsPreflight() {
        MvcTestResult preflight = mvc.options()
                .uri(graph + "/nodes")
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "PUT")
                .exchange();

        assertThat(preflight).headers().doesNotContainHeader("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "192.168.0.1", "0.0.0.0"})
    void f138RefusesRequestsForAnotherHost(String host) {
        MvcTestResult refused = mvc.get().uri("http://" + host + "/api/v1").exchange();

        assertProblem(refused, 403, "CROSS_ORIGIN");
        assertThat(refused).bodyJson().extractingPath("$.detail").asString().contains(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:8080", "127.0.0.1:8080", "[::1]:8080"})
    void f138TakesRequestsForItsOwnNames(String host) {
        assertThat(mvc.get().uri("http://" + host + "/api/v1").exchange()).hasStatusOk();
    }

    @Test
    void f138LinksAreRelativeWhateverIsForwarded() {
        MvcTestResult added = send(HttpMethod.POST, graph + "/nodes")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example;proto=https")
                .content("{\"id\":\"a\"}")
                .exchange();

        assertThat(added).hasStatus(201).hasHeader("Location", graph + "/nodes?id=a");
    }
}
