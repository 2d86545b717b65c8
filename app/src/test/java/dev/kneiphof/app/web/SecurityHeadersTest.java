package dev.kneiphof.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.app.Contract;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SecurityHeadersTest extends ApiTest {

    static Stream<String> operations() {
        return Contract.read().operations().stream();
    }

    /** The event stream is not waited for: it has no end. */
    @ParameterizedTest
    @MethodSource("operations")
    void everyDocumentedRouteAnswersWithTheHeaders(String operation) {
        int space = operation.indexOf(' ');
        String address =
                operation.substring(space + 1).replace("{code}", "busy").replaceAll("\\{[^}]+}", "nowhere");

        assertHeaders(mvc.method(HttpMethod.valueOf(operation.substring(0, space)))
                .uri(URI.create(address))
                .asyncExchange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/explore", "/admin", "/lab", "/help", "/nothing", "/css/base.css", "/actuator/health"})
    void pagesAndFilesAnswerWithTheHeadersToo(String address) {
        assertHeaders(mvc.get().uri(address).accept(MediaType.ALL).exchange());
    }

    @Test
    void refusalsOfFiltersAndFirewallHaveTheHeadersToo() {
        assertHeaders(mvc.get().uri("http://evil.example/api/v1").exchange());
        assertHeaders(mvc.get().uri(URI.create("/api/v1/graphs/a%2Fb")).exchange());
        assertHeaders(mvc.post().uri("/api/v1/graphs").header("Origin", "null").exchange());
    }

    @Test
    void thePolicyAllowsOwnFilesAndNothingInline() {
        assertThat(SecurityHeaders.CONTENT_SECURITY_POLICY)
                .startsWith("default-src 'none'; ")
                .contains("script-src 'self'; style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    private static void assertHeaders(MvcTestResult result) {
        SecurityHeaders.all().forEach((name, value) -> assertThat(result).hasHeader(name, value));
        assertThat(result).headers().doesNotContainHeaders("Server", "X-Powered-By", "Set-Cookie");
    }
}
