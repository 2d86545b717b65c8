package dev.kneiphof.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class FrameworkProblemsTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2", "/api/v1/graph", "/nothing/here", "/api/v1/graphs/x/y", "/js/none.js"})
    void f140AnAddressWithNothingAtItIsAProblem(String address) {
        MvcTestResult refused = get(address);

        assertProblem(refused, 404, "RESOURCE_NOT_FOUND");
        assertThat(refused).bodyJson().extractingPath("$.instance").isEqualTo(address);
        assertThat(refused).bodyJson().doesNotHavePath("$.nativeCode");
        assertThat(refused).bodyJson().doesNotHavePath("$.trace");
    }

    @Test
    void f140AMethodThatIsNotOfferedIsAProblemThatNamesTheOthers() {
        MvcTestResult refused = put("/api/v1/graphs", "{}");

        assertProblem(refused, 405, "METHOD_NOT_ALLOWED");
        assertThat(String.valueOf(refused.getResponse().getHeader(HttpHeaders.ALLOW)))
                .contains("GET", "POST");
    }

    @Test
    void f140AnAnswerThatNobodyOffersIsAProblem() {
        assertProblem(mvc.get().uri("/api/v1").accept(MediaType.APPLICATION_XML).exchange(), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void f140WhatTheFirewallRefusesIsAProblem() {
        assertProblem(mvc.get().uri(java.net.URI.create(graph + "/nodes/a%2Fb")).exchange(), 400, "INVALID_ARGUMENT");
        assertProblem(mvc.get().uri(java.net.URI.create(graph + "/nodes/a;b=c")).exchange(), 400, "INVALID_ARGUMENT");
        assertProblem(mvc.method(HttpMethod.valueOf("PURGE")).uri("/api/v1").exchange(), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void aPersonAtAWrongAddressGetsAPage() {
        assertThat(mvc.get().uri("/nothing").accept(MediaType.TEXT_HTML).exchange())
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                .bodyText()
                .contains("Resource not found");
        assertProblem(
                mvc.get().uri("/api/v1/nothing").accept(MediaType.TEXT_HTML).exchange(), 404, "RESOURCE_NOT_FOUND");
    }
}
