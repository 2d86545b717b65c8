package dev.kneiphof.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;

class ProblemResponsesTest {

    @ParameterizedTest
    @EnumSource(value = StatusCode.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyCodeBecomesTheProblemOfTheTable(StatusCode status) {
        var answer = ProblemResponses.of(ApiProblem.of(Failure.of(status)), "/there");
        Problem problem = Objects.requireNonNull(answer.getBody());

        assertThat(answer.getStatusCode().value()).isEqualTo(status.httpStatus());
        assertThat(problem.code()).isEqualTo(status.name());
        assertThat(problem.title()).isEqualTo(status.title());
        assertThat(problem.status()).isEqualTo(status.httpStatus());
        assertThat(problem.instance()).isEqualTo("/there");
        assertThat(problem.nativeCode()).isEqualTo(status.code() < 100 ? status.code() : null);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, true",
        "TOO_MANY_REQUESTS, true",
        "UNAVAILABLE, true",
        "STORAGE_FAILED, true",
        "POISONED, false",
        "OUT_OF_QUOTA, false",
        "OUT_OF_MEMORY, false"
    })
    void whatPassesByItselfSaysWhenToTryAgain(StatusCode status, boolean retry) {
        var answer = ProblemResponses.of(ApiProblem.of(Failure.of(status)), null);

        assertThat(answer.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER)).isEqualTo(retry);
    }

    @Test
    void aFailureInABatchNamesItsRow() {
        var failure = Failure.of(StatusCode.NODE_ALREADY_EXISTS).value("ada").row(3);
        Problem problem = Objects.requireNonNull(
                ProblemResponses.of(GraphException.of(failure), null).getBody());

        assertThat(problem.value()).isEqualTo("ada");
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.row()).isEqualTo(3);
            assertThat(error.code()).isEqualTo("NODE_ALREADY_EXISTS");
        });
    }

    @Test
    void aLongValueIsShortened() {
        Problem problem =
                Problem.of(Failure.of(StatusCode.NODE_NOT_FOUND).value("x".repeat(10_000)), java.util.List.of(), null);

        assertThat(problem.value()).hasSizeLessThanOrEqualTo(200);
        assertThat(problem.detail()).hasSizeLessThan(300);
    }
}
