package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTextTest {

    @Test
    void testsAreReadWithTheirTypes() {
        assertThat(Filter.parse("")).isEqualTo(Filter.all());
        assertThat(Filter.parse("age=ge=30")).isEqualTo(Filter.attribute("age").atLeast(30));
        assertThat(Filter.parse("age==30.0")).isEqualTo(Filter.attribute("age").equalTo(30.0));
        assertThat(Filter.parse("age=='30'")).isEqualTo(Filter.attribute("age").equalTo("30"));
        assertThat(Filter.parse("ok==true")).isEqualTo(Filter.attribute("ok").equalTo(true));
        assertThat(Filter.parse("name=in=(Ada,'O\\'Neil',3)"))
                .isEqualTo(Filter.attribute("name").in("Ada", "O'Neil", 3));
        assertThat(Filter.parse("email=has=true")).isEqualTo(Filter.has("email"));
        assertThat(Filter.parse("email=has=false")).isEqualTo(Filter.not(Filter.has("email")));
        assertThat(Filter.parse("label==Person")).isEqualTo(Filter.label("Person"));
        assertThat(Filter.parse("'label'==Person"))
                .isEqualTo(Filter.attribute("label").equalTo("Person"));
        assertThat(Filter.parse("label!=Person")).isEqualTo(Filter.not(Filter.label("Person")));
        assertThat(Filter.parse("out=gt=5")).isEqualTo(Filter.degree(Direction.OUT, Comparison.GT, 5));
        assertThat(Filter.parse("id=starts=a")).isEqualTo(Filter.id(Comparison.STARTS_WITH, "a"));
        assertThat(Filter.parse("id==007")).isEqualTo(Filter.id(Comparison.EQ, "007"));
        assertThat(Filter.parse("search==text")).isEqualTo(Filter.search("text"));
    }

    @Test
    void c16_anyKeyCanBeQuoted() {
        assertThat(Filter.parse("'last name'==x"))
                .isEqualTo(Filter.attribute("last name").equalTo("x"));
        assertThat(Filter.parse("Straße==x"))
                .isEqualTo(Filter.attribute("Straße").equalTo("x"));
    }

    @Test
    void andBindsTighterThanOrAndParenthesesGroup() {
        Filter a = Filter.attribute("a").equalTo(1);
        Filter b = Filter.attribute("b").equalTo(2);
        Filter c = Filter.attribute("c").equalTo(3);
        assertThat(Filter.parse("a==1;b==2,c==3")).isEqualTo(Filter.or(Filter.and(a, b), c));
        assertThat(Filter.parse("a==1;(b==2,c==3)")).isEqualTo(Filter.and(a, Filter.or(b, c)));
        assertThat(Filter.parse(" not( a==1 ; b==2 ) ")).isEqualTo(Filter.not(Filter.and(a, b)));
        assertThat(Filter.parse("!a==1")).isEqualTo(Filter.not(a));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age | 4",
                "age= | 4",
                "age=~3 | 4",
                "age=xy=3 | 4",
                "age== | 6",
                "age==3;; | 8",
                "age==3) | 7",
                "(age==3 | 8",
                "age==3 b==4 | 8",
                "age=='3 | 6",
                "age=in=3 | 8",
                "age=in=(3 | 10",
                "label=gt=3 | 10",
                "degree==x | 9",
                "age==9223372036854775808 | 6",
                "age==1e400 | 6",
                "age=starts=3 | 12",
                "email=has=maybe | 11",
                "=gt=3 | 1"
            })
    void f053_errorsNameTheColumn(String text, int column) {
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> Filter.parse(text))
                .satisfies(refused -> assertThat(refused.column()).isEqualTo(column))
                .withMessageContaining("column " + column);
    }

    @Test
    void f053C13_hostileTextEndsInAnError() {
        for (String text : List.of("(".repeat(10_000), "not(".repeat(10_000), "!".repeat(10_000))) {
            assertThatExceptionOfType(InvalidFilterException.class).isThrownBy(() -> Filter.parse(text));
        }
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> Filter.parse("a==" + "x".repeat(1 << 20)));
        Filter deep = Filter.has("a");
        for (int i = 0; i < 100_000; i++) {
            deep = Filter.not(deep);
        }
        assertThatExceptionOfType(InvalidFilterException.class).isThrownBy(deep::toText);
    }

    @Test
    void everyFilterReadsBackFromItsText() {
        for (long seed = 0; seed < 2_000; seed++) {
            Filter filter = new RandomFilters(new SplittableRandom(seed)).filter(4);
            assertThat(Filter.parse(filter.toText())).as(filter.toText()).isEqualTo(filter);
        }
    }

    @Test
    void everyTextIsAFilterOrAnErrorWithAColumnInside() {
        var random = new SplittableRandom(7);
        List<String> pieces = List.of(
                "a", "==", "=", "(", ")", ";", ",", "'", "\\", "1", "=in=", "not", "!", " ", "é", "=has=", "label");
        for (int i = 0; i < 20_000; i++) {
            String text = String.join(
                    "",
                    IntStream.range(0, random.nextInt(1, 12))
                            .mapToObj(piece -> pieces.get(random.nextInt(pieces.size())))
                            .toList());
            try {
                Filter filter = Filter.parse(text);
                assertThat(Filter.parse(filter.toText())).isEqualTo(filter);
            } catch (InvalidFilterException refused) {
                assertThat(refused.column()).as(text).isBetween(1, text.length() + 1);
            }
        }
    }

    @Test
    void filtersThatMeanNothingCannotBeBuilt() {
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> Filter.attribute("a").equalTo(null))
                .withMessageContaining("has");
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> Filter.attribute("a").in());
        assertThatExceptionOfType(InvalidFilterException.class).isThrownBy(() -> Filter.or(List.of()));
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> Filter.degree(Direction.IN, Comparison.CONTAINS, 1));
        assertThat(Filter.and(List.of())).isEqualTo(Filter.all());
    }
}
