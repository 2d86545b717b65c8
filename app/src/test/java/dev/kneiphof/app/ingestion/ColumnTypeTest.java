package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        36                    | INTEGER
        -36                   | INTEGER
        0                     | INTEGER
        9223372036854775807   | INTEGER
        9223372036854775808   | TEXT
        -9223372036854775808  | INTEGER
        007                   | TEXT
        +1                    | TEXT
        -0                    | FLOAT
        1.5                   | FLOAT
        .5                    | FLOAT
        -1.5e-3               | FLOAT
        1E400                 | TEXT
        NaN                   | FLOAT
        -Infinity             | FLOAT
        1,5                   | TEXT
        0x10                  | TEXT
        1_000                 | TEXT
        1.                    | TEXT
        1d                    | TEXT
        true                  | BOOLEAN
        FALSE                 | BOOLEAN
        yes                   | TEXT
        ٣                     | TEXT
        """)
    void oneCellHasTheNarrowestTypeThatKeepsItWhole(String cell, ColumnType expected) {
        assertThat(inferred(cell)).isEqualTo(expected);
    }

    @Test
    void integersAndFloatsTogetherAreFloats() {
        assertThat(inferred("1", "2.5", "-3")).isEqualTo(ColumnType.FLOAT);
    }

    @Test
    void integersThatAFloatCannotHoldMakeAMixedColumnText() {
        assertThat(inferred("9007199254740993", "2.5")).isEqualTo(ColumnType.TEXT);
        assertThat(inferred("9007199254740992", "2.5")).isEqualTo(ColumnType.FLOAT);
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() {
        assertThat(inferred("x", "1")).isEqualTo(inferred("1", "x")).isEqualTo(ColumnType.TEXT);
        assertThat(inferred("true", "1")).isEqualTo(inferred("1", "true")).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void emptyCellsSayNothing() {
        assertThat(inferred("", "7", "")).isEqualTo(ColumnType.INTEGER);
        assertThat(inferred("", "")).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void minusZeroKeepsItsSign() {
        assertThat(ColumnType.FLOAT.parse("-0")).isEqualTo(-0.0);
    }

    private static ColumnType inferred(String... cells) {
        var inference = new ColumnTypeInference();
        for (String cell : cells) {
            inference.see(cell);
        }
        return inference.type();
    }
}
