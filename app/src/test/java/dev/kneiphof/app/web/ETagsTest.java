package dev.kneiphof.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.json.Versions;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {

    private static final long VERSION = 0xFEDC_BA98_7654_3210L;

    @Test
    void aVersionIsSixteenDigitsAndComesBack() {
        assertThat(ETags.of(VERSION)).isEqualTo("\"fedcba9876543210\"");
        assertThat(ETags.of(1)).isEqualTo("\"0000000000000001\"");
        assertThat(Versions.parse("fedcba9876543210")).isEqualTo(VERSION);
        assertThat(ETags.expected(ETags.of(VERSION), "id", () -> 0)).isEqualTo(VERSION);
    }

    @Test
    void noConditionAndStarMeanAnyVersion() {
        assertThat(ETags.expected(null, "id", () -> VERSION)).isEqualTo(ETags.ANY);
        assertThat(ETags.expected(" * ", "id", () -> VERSION)).isEqualTo(ETags.ANY);
    }

    @Test
    void ofSeveralTheCurrentOneIsExpected() {
        assertThat(ETags.expected("\"0000000000000001\" , \"fedcba9876543210\"", "id", () -> VERSION))
                .isEqualTo(VERSION);
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ETags.expected("\"0000000000000001\",\"0000000000000002\"", "id", () -> VERSION))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.VERSION_MISMATCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"", "\"a\" \"b\"", "\"a\",", "w/\"a\"", "*, \"a\""})
    void whatIsNoTagIsRefused(String header) {
        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> ETags.expected(header, "id", () -> VERSION))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.INVALID_ARGUMENT));
    }
}
