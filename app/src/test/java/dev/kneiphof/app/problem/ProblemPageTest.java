package dev.kneiphof.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.graph.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;

class ProblemPageTest extends ApiTest {

    @ParameterizedTest
    @EnumSource(value = StatusCode.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyTypeOfProblemIsExplainedAtItsAddress(StatusCode status) {
        assertThat(get(Problem.type(status)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(json("{'code':'%s','status':%d,'number':%d,'type':'%s'}"
                        .formatted(status.name(), status.httpStatus(), status.code(), Problem.type(status))));
        assertThat(mvc.get()
                        .uri(Problem.type(status))
                        .accept(MediaType.TEXT_HTML)
                        .exchange())
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                .bodyText()
                .contains(status.name(), status.title(), ">" + status.httpStatus() + "<")
                .contains("The way out", "/css/base.css", "href=\"/help\"")
                .doesNotContain("style=", "onclick=");
    }

    @ParameterizedTest
    @EnumSource(value = StatusCode.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyTypeOfProblemHasAWayOutThatIsNotItsMessage(StatusCode status) {
        assertThat(WayOut.of(status)).endsWith(".").isNotEqualTo(status.template());
    }

    @Test
    void theErrorPageLeadsToTheExplanation() {
        assertThat(mvc.get().uri("/nowhere").accept(MediaType.TEXT_HTML).exchange())
                .hasStatus(404)
                .bodyText()
                .contains("href=\"/problems/resource-not-found\"");
    }

    @Test
    void anUnknownTypeIsAProblemItself() {
        assertProblem(get("/problems/ok"), 404, "RESOURCE_NOT_FOUND");
        assertProblem(get("/problems/NODE_NOT_FOUND"), 404, "RESOURCE_NOT_FOUND");
    }
}
