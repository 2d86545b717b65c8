package dev.kneiphof.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StrictUtf8Test {

    private final JsonMapper mapper = HardenedJson.mapper();

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "ff fe, a byte order mark of UTF-16",
        "80, a continuation without a lead",
        "c0 80, NUL in two bytes",
        "c1 81, A in two bytes",
        "e0 80 af, a slash in three bytes",
        "f0 80 80 af, a slash in four bytes",
        "ed a0 80, half a surrogate pair",
        "ed a0 80 ed b0 80, a surrogate pair in six bytes",
        "f4 90 80 80, beyond the last code point",
        "f5 80 80 80, a lead that no character has",
        "c3 41, a character cut by another"
    })
    void f008RefusesWhatIsNotUtf8(String bytes, String name) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write("{\"id\":\"".getBytes(StandardCharsets.US_ASCII));
        body.write(HexFormat.ofDelimiter(" ").parseHex(bytes));
        body.write("\"}".getBytes(StandardCharsets.US_ASCII));

        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> mapper.readValue(body.toByteArray(), Object.class))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.INVALID_UTF8))
                .withMessageContaining("Byte ");
    }

    @Test
    void f008RefusesABodyThatEndsInsideACharacter() {
        byte[] cut = "{\"id\":\"é".getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> mapper.readValue(cut, 0, cut.length - 1, Object.class))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.INVALID_UTF8));
    }

    @Test
    void everyCodePointPasses() throws IOException {
        var text = new StringBuilder();
        for (int codePoint = 0x20; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(checked(bytes).readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void singleBytesAreCheckedLikeBlocks() throws IOException {
        InputStream in = checked(new byte[] {'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF});

        assertThat(in.read()).isEqualTo('a');
        assertThat(in.read()).isEqualTo(0xC3);
        assertThat(in.read()).isEqualTo(0xA9);
        assertThatExceptionOfType(ApiProblem.class).isThrownBy(in::read).withMessageContaining("0xff");
    }

    private static InputStream checked(byte[] bytes) {
        return StrictUtf8.checking(new ByteArrayInputStream(bytes));
    }
}
