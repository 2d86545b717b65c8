package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.StatusCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final IdempotencyKeys keys = new IdempotencyKeys(() -> now, 3);

    @Test
    void F048_anAnswerIsGivenAgainForADay() {
        BatchResponse answer = answer("k", "digest", 1);
        try (var again = keys.claim("k")) {
            assertThat(again.answer()).isSameAs(answer);
            again.requireSame("digest");
        }
        now = now.plus(IdempotencyKeys.KEPT).plusSeconds(1);
        try (var later = keys.claim("k")) {
            assertThat(later.answer()).isNull();
        }
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        answer("k", "digest", 1);
        try (var other = keys.claim("k")) {
            assertThatExceptionOfType(ApiProblem.class)
                    .isThrownBy(() -> other.requireSame("another"))
                    .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.IDEMPOTENCY_KEY_REUSED));
        }
        try (var again = keys.claim("k")) {
            assertThat(again.answer()).isNotNull();
        }
    }

    @Test
    void aKeyInUseIsRefusedUntilItsRequestHasEnded() {
        var first = keys.claim("k");
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> keys.claim("k"))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.IDEMPOTENCY_KEY_IN_USE));
        first.close();
        try (var second = keys.claim("k")) {
            assertThat(second.answer()).isNull();
        }
    }

    @Test
    void theOldestAnswersAreForgottenFirstAndRequestsInProgressNever() {
        try (var open = keys.claim("open")) {
            answer("a", "d", 1);
            now = now.plus(Duration.ofMinutes(1));
            answer("b", "d", 2);
            answer("c", "d", 3);
            assertThat(isKnown("a")).isFalse();
            assertThat(isKnown("c")).isTrue();
            assertThatExceptionOfType(ApiProblem.class).isThrownBy(() -> keys.claim("open"));
            assertThat(open.answer()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "schlüssel", " leading"})
    void aKeyIsVisibleAscii(String key) {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> keys.claim(key))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.INVALID_ARGUMENT));
        assertThatExceptionOfType(ApiProblem.class).isThrownBy(() -> keys.claim("k".repeat(256)));
    }

    private boolean isKnown(String key) {
        try (var claim = keys.claim(key)) {
            return claim.answer() != null;
        }
    }

    private BatchResponse answer(String key, String digest, long created) {
        var report =
                new IngestionReport(created, created, 0, 0, 0, java.util.List.of(), created, 4096, 1, created, 1_000);
        var answer = BatchResponse.of(report, null, new CrossingsJson(1, created, 1, 1, 0, 1, 1));
        try (var claim = keys.claim(key)) {
            claim.answered(digest, answer);
        }
        return answer;
    }
}
