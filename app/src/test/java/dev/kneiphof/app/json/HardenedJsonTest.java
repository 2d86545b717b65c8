package dev.kneiphof.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class HardenedJsonTest {

    record Sample(
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Boolean flag,
            @Nullable List<String> texts,
            double @Nullable [] decimals) {}

    private final JsonMapper mapper = HardenedJson.mapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':5} | INVALID_ARGUMENT | text",
                "{'text':true} | INVALID_ARGUMENT | text",
                "{'number':'5'} | INVALID_ARGUMENT | number",
                "{'number':5.0} | INVALID_ARGUMENT | number",
                "{'number':true} | INVALID_ARGUMENT | number",
                "{'number':''} | INVALID_ARGUMENT | number",
                "{'number':3000000000} | INVALID_ARGUMENT | 3000000000",
                "{'flag':'true'} | INVALID_ARGUMENT | flag",
                "{'flag':1} | INVALID_ARGUMENT | flag",
                "{'texts':'a'} | INVALID_ARGUMENT | texts",
                "{'texts':['a',1]} | INVALID_ARGUMENT | 1",
                "{'decimals':['1']} | INVALID_ARGUMENT | 0",
                "[] | MALFORMED_BODY | ''",
                "'text' | MALFORMED_BODY | ''"
            })
    void f003RefusesAValueOfAnotherType(String json, StatusCode status, String named) {
        assertThat(refusal(json)).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.getMessage()).contains(named).doesNotContain("java.", "tools.", "Sample");
        });
    }

    @Test
    void f015RefusesAPropertyGivenTwice() {
        assertThat(refusal("{'text':'a','text':'b'}")).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(StatusCode.INVALID_ARGUMENT);
            assertThat(problem.failure().value()).isEqualTo("text");
        });
    }

    @Test
    void f016RefusesAnUnknownPropertyByName() {
        assertThat(refusal("{'txt':'a'}")).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(StatusCode.INVALID_ARGUMENT);
            assertThat(problem.getMessage()).contains("'txt'", "text", "number");
            assertThat(problem.errors().getFirst().pointer()).isEqualTo("/txt");
        });
    }

    @Test
    void f017RefusesTextBehindTheDocument() {
        assertThat(refusal("{} x").status()).isEqualTo(StatusCode.MALFORMED_BODY);
        assertThat(refusal("{}{}").status()).isEqualTo(StatusCode.MALFORMED_BODY);
    }

    @Test
    void refusesNullAmongTexts() {
        assertThat(refusal("{'texts':[null]}").status()).isEqualTo(StatusCode.INVALID_ARGUMENT);
    }

    @Test
    void f006RefusesAnUnpairedSurrogateInARecord() {
        assertThat(refusal("{'texts':['\\ud800']}").status()).isEqualTo(StatusCode.INVALID_UTF8);
    }

    @Test
    void f004RefusesATextBeyondOneMebibyteAsTooLarge() {
        assertThat(refusal("{'text':'" + "x".repeat((1 << 20) + 1) + "'}").status())
                .isEqualTo(StatusCode.BODY_TOO_LARGE);
    }

    @Test
    void refusesANameBeyond256Characters() {
        assertThat(refusal("{'" + "x".repeat(257) + "':1}")).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(StatusCode.LIMIT_EXCEEDED);
            assertThat(problem.getMessage()).contains("257", "256").doesNotContain("StreamReadConstraints");
        });
    }

    @Test
    void integersWhereDecimalsAreExpectedAreExact() {
        assertThat(mapper.readValue("{\"decimals\":[1,2.5]}", Sample.class).decimals())
                .containsExactly(1, 2.5);
    }

    private ApiProblem refusal(String json) {
        var caught = new ApiProblem[1];
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> mapper.readValue(json.replace('\'', '"'), Sample.class))
                .satisfies(refused -> caught[0] =
                        refused instanceof JacksonException complaint ? JsonProblems.of(complaint) : problem(refused));
        return caught[0];
    }

    private static ApiProblem problem(RuntimeException refused) {
        assertThat(refused).isInstanceOf(ApiProblem.class);
        return (ApiProblem) refused;
    }
}
