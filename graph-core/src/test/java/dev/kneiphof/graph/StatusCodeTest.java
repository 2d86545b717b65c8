package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatusCodeTest {

    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"|([^,]*)");

    /** code, name, exception, http, title, message */
    private static List<String[]> table() throws IOException {
        try (InputStream stream = Graph.class.getResourceAsStream("/contract/status.csv")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(StatusCodeTest::fields).toList();
        }
    }

    private static String[] fields(String line) {
        var fields = new ArrayList<String>();
        var matcher = FIELD.matcher(line);
        int at = 0;
        while (at <= line.length() && matcher.find(at)) {
            fields.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            at = matcher.end() + 1;
        }
        return fields.toArray(String[]::new);
    }

    @Test
    void c12_theEnumerationEqualsTheTable() throws IOException {
        List<List<String>> enumeration = Arrays.stream(StatusCode.values())
                .map(status -> List.of(
                        Integer.toString(status.code()),
                        status.name(),
                        Integer.toString(status.httpStatus()),
                        status.title(),
                        status.template()))
                .toList();
        List<List<String>> table = table().stream()
                .map(row -> List.of(row[0], row[1], row[3], row[4], row[5]))
                .toList();
        assertThat(enumeration).isEqualTo(table);
    }

    @Test
    void c12_everyStatusHasTheExceptionOfTheTable() throws IOException {
        for (String[] row : table()) {
            StatusCode status = StatusCode.valueOf(row[1]);
            if (row[2].isEmpty()) {
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> GraphException.of(Failure.of(status)));
            } else {
                GraphException exception = GraphException.of(Failure.of(status));
                assertThat(exception.getClass().getSimpleName()).isEqualTo(row[2]);
                assertThat(exception.status()).isEqualTo(status);
            }
        }
    }

    @Test
    void anUnknownCodeIsAFaultOfOurs() {
        assertThat(StatusCode.of(1)).isEqualTo(StatusCode.NODE_NOT_FOUND);
        assertThatExceptionOfType(NativeFaultException.class).isThrownBy(() -> StatusCode.of(99));
    }

    @Test
    void messagesNameTheOperandsAndShortenTheValue() {
        Failure failure = Failure.of(StatusCode.LIMIT_EXCEEDED)
                .detail("length of the id")
                .number(-1)
                .limit(8);
        assertThat(failure.message()).isEqualTo("Length of the id is 18446744073709551615, the limit is 8");
        Failure huge = Failure.of(StatusCode.NODE_NOT_FOUND).value("é".repeat(10_000));
        assertThat(huge.message().getBytes(StandardCharsets.UTF_8).length).isLessThan(240);
        assertThat(huge.message()).endsWith("…' not found");
        assertThat(Failure.of(StatusCode.NODE_NOT_FOUND).value("{limit} $1").message())
                .isEqualTo("Node '{limit} $1' not found");
    }
}
