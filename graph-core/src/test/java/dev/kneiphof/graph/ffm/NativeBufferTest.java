package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NativeBufferTest {

    private final NativeBuffer buffer = new NativeBuffer(16);

    private byte[] encoded(String text) {
        buffer.clear();
        int length = buffer.putText(text, "text");
        assertThat(length).isEqualTo((int) buffer.size());
        return buffer.toArray();
    }

    @Test
    void s9_textIsWrittenAsUtf8OfItsExactLength() {
        var random = new SplittableRandom(1);
        int[] alphabet = {'a', 'z', 0, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x4E2D, 0xFFFF, 0x10000, 0x1F309, 0x10FFFF};
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            int ascii = random.nextInt(20);
            for (int at = 0; at < ascii; at++) {
                text.append((char) random.nextInt(0x80));
            }
            for (int at = random.nextInt(6); at > 0; at--) {
                text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            assertThat(encoded(text.toString())).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aPlainTextIsWrittenAndAnyOtherIsLeftToTheLongWay() {
        for (int length = 1; length < 40; length++) {
            String plain = "abcdefghijklmnopqrstuvwxyz ~!0123456789AB".substring(0, length);
            buffer.clear();
            assertThat(buffer.putPlain(plain)).isEqualTo(length);
            assertThat(new String(buffer.toArray(), StandardCharsets.UTF_8)).isEqualTo(plain);
            for (int at = 0; at < length; at++) {
                for (char odd : new char[] {0, 1, 0x1F, 0x7F, 0x80, 0xE9, 0x4E2D, 0xD800}) {
                    String text = plain.substring(0, at) + odd + plain.substring(at + 1);
                    buffer.clear();
                    assertThat(buffer.putPlain(text)).as(text).isEqualTo(-1);
                    assertThat(buffer.size()).isZero();
                    assertThat(AsciiWords.isPlain(text)).isFalse();
                }
            }
            assertThat(AsciiWords.isPlain(plain)).isTrue();
        }
        assertThat(buffer.putPlain("")).isEqualTo(-1);
        assertThat(AsciiWords.isPlain("")).isFalse();
    }

    private boolean putTogether(String... texts) {
        buffer.clear();
        buffer.skip(4L * (texts.length + 1));
        buffer.setInt(0, 0);
        return buffer.putPlainTexts(Arrays.asList(texts), 0);
    }

    @Test
    void plainTextsAreWrittenTogether() {
        for (int length = 1; length < 40; length++) {
            String text = "abcdefghijklmnopqrstuvwxyz ~!0123456789AB".substring(0, length);
            assertThat(putTogether(text, "x", text)).isTrue();
            assertThat(buffer.getInt(0)).isZero();
            assertThat(buffer.getInt(4)).isEqualTo(length);
            assertThat(buffer.getInt(8)).isEqualTo(length + 1);
            assertThat(buffer.getInt(12)).isEqualTo(2 * length + 1);
            assertThat(new String(buffer.toArray(), 16, 2 * length + 1, StandardCharsets.US_ASCII))
                    .isEqualTo(text + "x" + text);
        }
        assertThat(putTogether()).isTrue();
        assertThat(buffer.size()).isEqualTo(4);
    }

    @Test
    void manyPlainTextsAreWrittenAsOneByOne() {
        String[] texts =
                IntStream.range(0, 10_000).mapToObj("node %d"::formatted).toArray(String[]::new);
        assertThat(putTogether(texts)).isTrue();
        int start = 4 * (texts.length + 1);
        String written = new String(buffer.toArray(), start, (int) buffer.size() - start, StandardCharsets.US_ASCII);
        assertThat(written).isEqualTo(String.join("", texts));
        for (int i = 0; i < texts.length; i++) {
            assertThat(written.substring(buffer.getInt(4L * i), buffer.getInt(4L * (i + 1))))
                    .isEqualTo(texts[i]);
        }
    }

    @Test
    void s9F006_aPairOfSurrogatesThatStandsInTwoTextsIsNoPair() {
        assertThat(putTogether("a\ud83d", "\ude00b")).isFalse();
        assertThat(putTogether("a", "b")).as("then again").isTrue();
        assertThat(buffer.size()).isEqualTo(14);
    }

    @Test
    void s9F006_textsOfWhichOneIsNotPlainAreLeftToTheLongWay() {
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (char odd : new char[] {0, 1, 0x1F, '?', 0x7F, 0x80, 0xE9, 0x4E2D, 0xD800, 0xDC00}) {
                    String text = "x".repeat(at) + odd + "x".repeat(length - at - 1);
                    for (String[] texts : new String[][] {{text}, {"ab", text}, {text, "ab"}, {text, text}}) {
                        assertThat(putTogether(texts)).as(text).isFalse();
                        assertThat(buffer.size()).isEqualTo(4L * (texts.length + 1));
                    }
                }
            }
        }
        assertThat(putTogether("a", "")).isFalse();
        assertThat(putTogether("a", null)).isFalse();
        assertThat(putTogether("a", "x".repeat(1_025))).isFalse();
    }

    @Test
    void s9F006_anUnpairedSurrogateIsFoundWhereverItStands() {
        for (int length = 0; length < 40; length++) {
            for (String bad : new String[] {"\ud800", "\udfff", "\ud800a", "\udc00\ud800"}) {
                String text = "x".repeat(length) + bad + "x".repeat(40 - length);
                assertThatExceptionOfType(InvalidArgumentException.class)
                        .isThrownBy(() -> encoded(text))
                        .withMessageContaining("position " + length);
            }
        }
    }

    @Test
    void aBufferGrowsWithWhatIsWrittenAndGivesBackWhatIsAboveAMegabyte() {
        for (int i = 0; i < 300_000; i++) {
            buffer.putLong(i);
        }
        assertThat(buffer.capacity()).isGreaterThan(NativeBuffer.KEPT_BYTES_MAX);
        for (int i = 0; i < 300_000; i++) {
            assertThat(buffer.getLong(8L * i)).isEqualTo(i);
        }
        buffer.trim();
        assertThat(buffer.capacity()).isEqualTo(16);
        assertThat(encoded("again")).isEqualTo("again".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void paddingIsZeroWhateverWasThereBefore() {
        buffer.putLong(-1);
        buffer.putLong(-1);
        buffer.clear();
        buffer.putByte(7);
        buffer.pad(0);
        assertThat(buffer.toArray()).containsExactly(7, 0, 0, 0, 0, 0, 0, 0);
        buffer.pad(0);
        assertThat(buffer.size()).isEqualTo(8);
    }
}
