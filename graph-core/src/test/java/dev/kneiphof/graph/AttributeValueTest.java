package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributeValueTest {

    @Test
    void s1_aBooleanIsNeverAnIntegerAndAnIntegerNeverAFloat() {
        assertThat(AttributeValue.of(true)).isEqualTo(new BooleanValue(true));
        for (Object one : List.of((byte) 1, (short) 1, 1, 1L, BigInteger.ONE)) {
            assertThat(AttributeValue.of(one)).isEqualTo(new IntegerValue(1));
        }
        assertThat(AttributeValue.of(1.0f)).isEqualTo(new FloatValue(1.0));
        assertThat(AttributeValue.of(1.0)).isEqualTo(new FloatValue(1.0));
    }

    @Test
    void s2F025_whatDoesNotFitIsRefusedWithKeyAndClass() {
        BigInteger tooLarge = BigInteger.TWO.pow(63);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Node.of("n").with("size", tooLarge))
                .withMessageContaining("'size'")
                .withMessageContaining("java.math.BigInteger")
                .withMessageContaining("9223372036854775808");
        assertThat(AttributeValue.of(tooLarge.negate())).isEqualTo(new IntegerValue(Long.MIN_VALUE));
    }

    @Test
    void b10_classesWithoutAnExactCounterpartAreRefused() {
        for (Object value : List.of(BigDecimal.ONE, 'c', Set.of(1), new int[] {1}, new StringBuilder("x"))) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> AttributeValue.of("key", value))
                    .withMessageContaining(value.getClass().getName());
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> AttributeValue.of("key", Map.of(1, 2)));
    }

    @Test
    void instantsThatWouldLoseSomethingAreRefused() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> AttributeValue.of(Instant.ofEpochSecond(0, 1)))
                .withMessageContaining("microsecond");
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> AttributeValue.of(Instant.MAX));
        for (long microseconds : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(InstantValue.ofMicroseconds(microseconds).microseconds()).isEqualTo(microseconds);
        }
    }

    @Test
    void f027_convertingDeepListsEndsInAnErrorNotInAStackOverflow() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        List<Object> tooDeep = deep;
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> AttributeValue.of("key", tooDeep))
                .withMessageContaining("'key'");
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] bytes = {1, 2};
        var value = new BytesValue(bytes);
        bytes[0] = 9;
        value.value()[1] = 9;
        assertThat(value.value()).containsExactly(1, 2);
        assertThat(value).isEqualTo(new BytesValue(new byte[] {1, 2}));
    }

    @Test
    void opaqueValuesAreEqualByIdentity() {
        var object = new ArrayList<>();
        assertThat(new OpaqueValue(object)).isEqualTo(new OpaqueValue(object));
        assertThat(new OpaqueValue(object)).isNotEqualTo(new OpaqueValue(new ArrayList<>()));
    }

    @Test
    void valuesGoBackToPlainObjects() {
        Map<String, Object> map = Map.of("k", List.of(1L, 2.5, "x", true));
        assertThat(AttributeValue.of(map).toObject()).isEqualTo(map);
    }

    @Test
    void attributesAreEqualInAnyOrderAndKeepTheirOwn() {
        Attributes ab = Attributes.EMPTY.with("a", 1).with("b", 2);
        Attributes ba = Attributes.EMPTY.with("b", 2).with("a", 1);
        assertThat(ab).isEqualTo(ba).hasSameHashCodeAs(ba);
        assertThat(ba.asMap().keySet()).containsExactly("b", "a");
        assertThat(ab.with("a", 3).asMap().keySet()).containsExactly("a", "b");
        assertThat(ab.without("a").size()).isEqualTo(1);
        assertThat(ab.get("c")).isNull();
    }

    @Test
    void aKeyIsGivenOnce() {
        var one = new IntegerValue(1);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Attributes.of(new String[] {"a", "b", "a"}, new AttributeValue[] {one, one, one}))
                .withMessageContaining("'a'");
    }

    enum Colour {
        RED
    }

    private record Offer(Object value, String wayOut) {}

    @Test
    void b10_whatIsRefusedIsNamedWithItsKeyAndAWayOut() {
        for (Offer offer : List.of(
                new Offer(new long[] {7}, "class long[] has no exact attribute value (give a List of its elements)"),
                new Offer(new String[] {"x"}, "(give a List of its elements): '[x]'"),
                new Offer(Set.of("x"), "(give a List of its elements): '[x]'"),
                new Offer(Colour.RED, "(give its name()): 'RED'"),
                new Offer('c', "(give a String): 'c'"),
                new Offer(new StringBuilder("sb"), "(give its toString()): 'sb'"),
                new Offer(Optional.of(1), "(wrap it in an OpaqueValue to keep the object itself): 'Optional[1]'"),
                new Offer(
                        Instant.MAX,
                        "(give truncatedTo(ChronoUnit.MICROS) of it): '+1000000000-12-31T23:59:59.999999999Z'"),
                new Offer(List.of(Instant.MIN), "outside of 64 bits of microseconds: '-1000000000-01-01T00:00:00Z'"))) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> AttributeValue.of("key", offer.value()))
                    .withMessageStartingWith("Attribute 'key': ")
                    .withMessageContaining(offer.wayOut());
        }
    }

    @Test
    void b10_anObjectThatCannotTellWhatItIsIsRefusedAllTheSame() {
        var mute = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no words");
            }
        };
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> AttributeValue.of("key", mute))
                .withMessageStartingWith("Attribute 'key': ")
                .withMessageContaining("whose toString() fails");
    }
}
