package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLinesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000_000})
    void linesAreTheSameHoweverTheBytesArrive(int step) throws IOException {
        String text = "one\n\ntwo\r\n" + "x".repeat(200_000) + "\nlast";
        assertThat(lines(text, step, 1 << 20))
                .containsExactly("1:one", "2:", "3:two\r", "4:" + "x".repeat(200_000), "5:last");
    }

    @Test
    void aLineBreakAtTheEndBeginsNoFurtherLine() throws IOException {
        assertThat(lines("one\n", 3, 100)).containsExactly("1:one");
        assertThat(lines("", 3, 100)).isEmpty();
        assertThat(lines("\n", 3, 100)).containsExactly("1:");
    }

    @Test
    void aLineThatIsTooLongIsCountedAndTheNextOneIsWhole() throws IOException {
        var lines = new ByteLines(in("y".repeat(300_000) + "\nshort\n", 7), 1_000);
        assertThat(lines.next()).isTrue();
        assertThat(lines.bytes()).isEqualTo(300_000);
        assertThat(lines.buffer().length).isLessThanOrEqualTo(1_000);
        assertThat(lines.next()).isTrue();
        assertThat(new String(lines.buffer(), 0, (int) lines.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("short");
        assertThat(lines.next()).isFalse();
    }

    private static List<String> lines(String text, int step, int bytesMax) throws IOException {
        var lines = new ByteLines(in(text, step), bytesMax);
        var found = new ArrayList<String>();
        while (lines.next()) {
            found.add(
                    lines.number() + ":" + new String(lines.buffer(), 0, (int) lines.bytes(), StandardCharsets.UTF_8));
        }
        return found;
    }

    private static InputStream in(String text, int step) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(step, length));
            }
        };
    }
}
