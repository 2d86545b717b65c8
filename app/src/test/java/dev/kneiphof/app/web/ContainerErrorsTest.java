package dev.kneiphof.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that a well-behaved client library would not send, byte by byte to the real container. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ContainerErrorsTest {

    private static final int TIMEOUT_MILLIS = 60_000;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/graphs/g/nodes/a%2Fb",
                "/api/v1/graphs/g/nodes/a%5Cb",
                "/api/v1/graphs/g/nodes/a%00b",
                "/api/v1/graphs/g/nodes/%ff",
                "/api/v1/graphs/g/nodes/%c0%80",
                "/api/v1/graphs/g/nodes/%zz",
                "/api/v1/graphs/g/nodes/a;x=1",
                "/api/v1/graphs/g/nodes/a%3Bx",
                "/api/v1/graphs/g/nodes/50%25",
                "/api/v1/graphs//nodes",
                "/api/v1/../../etc/passwd",
                "/api/v1/%2e%2e/%2e%2e/etc/passwd",
                "/api/v1/graphs/<x>",
                "/api/v1/graphs/g/nodes?id=%ff",
                "/api/v1/graphs/g/nodes?id=%zz",
                "/api/v1/graphs/g/nodes?id=%ed%a0%80"
            })
    void f011f140AddressesWithAHiddenMeaningAreProblems(String address) throws IOException {
        assertProblem(send("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void f011AnAddressOf70KilobytesIsAProblem() throws IOException {
        assertProblem(
                send("GET /api/v1/" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n"),
                400,
                "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get"})
    void f140MethodsThatAreNotOfferedAreProblems(String method) throws IOException {
        assertProblem(send(method + " /api/v1 HTTP/1.1\r\nHost: localhost\r\n"), 405, "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "bogus", "application/json;charset=none"})
    void f135AContentTypeThatSaysNothingOfTheBodyIsAProblem(String type) throws IOException {
        assertProblem(
                send("POST /api/v1/graphs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Type: " + type
                        + "\r\n"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void f140AnAcceptThatCannotBeReadIsNamed() throws IOException {
        String answer = send("GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nAccept: garbage\r\n");
        assertProblem(answer, 406, "NOT_ACCEPTABLE");
        assertThat(answer).contains("'garbage'");
    }

    @Test
    void f140AMethodThatIsNotOfferedIsToldWhichAre() throws IOException {
        assertThat(send("PROPFIND /api/v1 HTTP/1.1\r\nHost: localhost\r\n"))
                .contains("Allow: GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
    }

    @Test
    void f138RequestsWithoutOneHostAreProblems() throws IOException {
        assertProblem(send("GET /api/v1 HTTP/1.1\r\n"), 400, "INVALID_ARGUMENT");
        assertProblem(send("GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n"), 400, "INVALID_ARGUMENT");
        assertProblem(send("GET /api/v1 HTTP/1.1\r\nHost: evil.example\r\n"), 403, "CROSS_ORIGIN");
    }

    @Test
    void f140WhatIsNoHttpIsAProblem() throws IOException {
        assertProblem(send("HELLO\r\n"), 400, "INVALID_ARGUMENT");
        assertProblem(send("GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n"), 400, "INVALID_ARGUMENT");
    }

    /** Sends the head of a request and reads the whole answer. */
    private String send(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json", "\"code\":\"" + code + "\"")
                .contains("\"status\":" + status, "\"type\":\"/problems/")
                .doesNotContain("<html", "Tomcat", "Exception", "\tat ");
        SecurityHeaders.all().forEach((name, value) -> assertThat(answer).contains(name + ": " + value));
    }
}
