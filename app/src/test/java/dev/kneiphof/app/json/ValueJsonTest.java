package dev.kneiphof.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class ValueJsonTest {

    private final JsonMapper mapper = HardenedJson.mapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1",
                "9223372036854775807",
                "-9223372036854775808",
                "5.0",
                "0.1",
                "-0.0",
                "4.9E-324",
                "1.7976931348623157E308",
                "\"text\"",
                "\"\"",
                "\"a\\u0000b\"",
                "\"😀\"",
                "{\"$float\":\"NaN\"}",
                "{\"$float\":\"Infinity\"}",
                "{\"$float\":\"-Infinity\"}",
                "{\"$bytes\":\"AP9+\"}",
                "{\"$bytes\":\"\"}",
                "{\"$instant\":\"2026-01-02T03:04:05.123456Z\"}",
                "{\"$instant\":\"1969-12-31T23:59:59.999999Z\"}",
                "[]",
                "[1,\"two\",3.0,null,[true]]",
                "{}",
                "{\"a\":{\"b\":[{\"c\":1}]}}",
                "{\"$map\":{\"$float\":\"NaN\",\"x\":{\"$map\":{\"$\":1}}}}"
            })
    void f023ValuesComeBackAsTheyWere(String json) {
        AttributeValue value = read(json);

        assertThat(write(value, ValueWriter.PLAIN)).isEqualTo(json);
        assertThat(read(write(value, ValueWriter.PLAIN))).isEqualTo(value);
    }

    @Test
    void f020NaNComesBackAsAFloat() {
        assertThat(read("{\"$float\":\"NaN\"}")).isEqualTo(new FloatValue(Double.NaN));
    }

    @Test
    void numbersWithFractionOrExponentAreFloatsAndOthersIntegers() {
        assertThat(read("5")).isEqualTo(new IntegerValue(5));
        assertThat(read("5.0")).isEqualTo(new FloatValue(5));
        assertThat(read("5e0")).isEqualTo(new FloatValue(5));
    }

    @Test
    void f024IntegersBeyondADoubleAreTextWhereItIsAskedFor() {
        assertThat(write(new IntegerValue(9007199254740993L), ValueWriter.FOR_DOUBLES))
                .isEqualTo("{\"$integer\":\"9007199254740993\"}");
        assertThat(write(new IntegerValue(-9007199254740993L), ValueWriter.FOR_DOUBLES))
                .isEqualTo("{\"$integer\":\"-9007199254740993\"}");
        assertThat(write(new IntegerValue(9007199254740992L), ValueWriter.FOR_DOUBLES))
                .isEqualTo("9007199254740992");
        assertThat(read("{\"$integer\":\"9007199254740993\"}")).isEqualTo(new IntegerValue(9007199254740993L));
    }

    @ParameterizedTest
    @CsvSource({
        "1e400, 1e400",
        "-1e400, -1e400",
        "1e-400, 1e-400",
        "9223372036854775808, 9223372036854775808",
        "-9223372036854775809, -9223372036854775809"
    })
    void f022f025RefusesNumbersOutsideOf64Bits(String json, String value) {
        assertRefused("{\"a\":[" + json + "]}", StatusCode.INVALID_ARGUMENT).satisfies(problem -> {
            assertThat(problem.failure().value()).isEqualTo(value);
            assertThat(problem.errors().getFirst().pointer()).isEqualTo("/a/0");
        });
    }

    @Test
    void zeroWithAnyExponentIsZero() {
        assertThat(read("0e-999")).isEqualTo(new FloatValue(0));
        assertThat(read("0.000")).isEqualTo(new FloatValue(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800x\"", "\"\\udc00\"", "\"x\\ud800\"", "[\"\\udc00\\ud800\"]"})
    void f006f007RefusesUnpairedSurrogatesInTexts(String json) {
        assertRefused(json, StatusCode.INVALID_UTF8)
                .satisfies(problem -> assertThat(problem.failure().value()).contains("\\ud"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\\ud800\":1}", "{\"a\":{\"b\\udc00\":1}}", "{\"$map\":{\"\\ud800\":1}}"})
    void f007RefusesUnpairedSurrogatesInKeys(String json) {
        assertRefused(json, StatusCode.INVALID_UTF8);
    }

    @Test
    void f005NulIsDataInAValue() {
        assertThat(read("\"a\\u0000b\"")).isEqualTo(new TextValue("a\0b"));
    }

    @Test
    void f027RefusesNestingDeeperThan32() {
        assertThat(read("[".repeat(32) + "]".repeat(32))).isNotNull();
        assertRefused("[".repeat(33) + "]".repeat(33), StatusCode.LIMIT_EXCEEDED);
        assertRefused("[".repeat(10_000), StatusCode.LIMIT_EXCEEDED);
        assertRefused("{\"a\":".repeat(10_000), StatusCode.LIMIT_EXCEEDED);
    }

    @Test
    void f026RefusesANumberOf2000Digits() {
        assertRefused("1".repeat(2_000), StatusCode.LIMIT_EXCEEDED);
    }

    @Test
    void f021RefusesTheBareTokenNaN() {
        assertRefused("NaN", StatusCode.MALFORMED_BODY);
        assertRefused("[Infinity]", StatusCode.MALFORMED_BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$float\":\"nan\"}",
                "{\"$float\":1.5}",
                "{\"$bytes\":\"AB==\"}",
                "{\"$bytes\":\"AA\"}",
                "{\"$bytes\":\"?\"}",
                "{\"$integer\":\"01\"}",
                "{\"$integer\":\"1.0\"}",
                "{\"$integer\":\"9223372036854775808\"}",
                "{\"$integer\":5}",
                "{\"$instant\":\"yesterday\"}",
                "{\"$date\":\"2026-01-01\"}",
                "{\"$map\":[]}",
                "{\"$float\":\"NaN\",\"x\":1}",
                "{\"x\":1,\"$float\":\"NaN\"}"
            })
    void refusesTaggedValuesThatAreNone(String json) {
        assertRefused(json, StatusCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T03:04:05.1234567Z", "+999999999-01-01T00:00:00Z"})
    void refusesInstantsThatMicrosecondsCannotHold(String instant) {
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() -> read("{\"$instant\":\"" + instant + "\"}"))
                .withMessageContaining("microsecond");
    }

    private AttributeValue read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonDocuments.read(mapper, bytes, 0, bytes.length, ValueJson::read);
    }

    private String write(AttributeValue value, ValueWriter writer) {
        var text = new StringWriter();
        try (JsonGenerator out = mapper.createGenerator(text)) {
            writer.write(value, out);
        }
        return text.toString();
    }

    private org.assertj.core.api.ThrowableAssertAlternative<ApiProblem> assertRefused(String json, StatusCode status) {
        return assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> read(json))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(status));
    }
}
