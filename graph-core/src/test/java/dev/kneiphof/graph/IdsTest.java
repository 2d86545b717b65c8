package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void f001F002_emptyAndMissingIdsAreRefused() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Node.of(""))
                .withMessage("The id of a node is empty: ''");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Ids.requireNodeId(null))
                .withMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\n", "a\u001f", "\u007f"})
    void f005_controlCharactersAreRefused(String id) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Node.of(id))
                .withMessageContaining("control character");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Edge.of("a", "b").type(id));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Node.of("a").label(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800x", "x\ud800", "\udc00", "\udc00\ud800", "a\ud83c"})
    void f006_unpairedSurrogatesAreRefusedAndShownAsEscapes(String id) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Node.of(id))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(StatusCode.INVALID_UTF8);
                    assertThat(refused.value()).contains("\\ud");
                    assertThat(refused.getMessage().chars().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                            .isTrue();
                });
    }

    @Test
    void f004_lengthsAreCountedInBytesOfUtf8() {
        assertThat(Ids.requireNodeId("🌉🌉", 8)).isEqualTo("🌉🌉");
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> Ids.requireNodeId("🌉🌉", 7))
                .satisfies(refused -> assertThat(refused.number()).isEqualTo(8));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> Node.of("x".repeat(10 << 20)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }

    /** The same cases as in the engine. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a->b, , c, a\\->b->c",
                "a, , b->c, a->b\\->c",
                "a, K]->, b, a-[K\\]\\->]->b",
                "a, KNOWS, b, a-[KNOWS]->b",
                "a-, , >b, a-->>b",
                "a\\, , b, a\\\\->b",
                "a-[, , b, a\\-[->b"
            })
    void s8F010_derivedIdsEscapeTheirSeparators(String source, String type, String target, String id) {
        assertThat(Ids.derivedEdgeId(source, target, type)).isEqualTo(id);
        assertThat(Edge.of(source, target).type(type).effectiveId()).isEqualTo(id);
    }

    @Test
    void s8_differentEdgesNeverShareADerivedId() {
        List<String> parts =
                List.of("a", "-", ">", "[", "]", "\\", "->", "-[", "]->", "a->", "->a", "\\-", "a]-", "-\\>");
        Map<String, String> edges = new HashMap<>();
        for (String source : parts) {
            for (String target : parts) {
                assertThat(edges.put(Ids.derivedEdgeId(source, target, null), source + "|" + target))
                        .isNull();
                for (String type : parts) {
                    assertThat(edges.put(Ids.derivedEdgeId(source, target, type), source + "|" + type + "|" + target))
                            .isNull();
                }
            }
        }
    }
}
