package dev.kneiphof.app.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestionModeTest {

    @Test
    void oneRowACrossingIsSingleMode() {
        assertThat(new IngestionMode(1).isSingle()).isTrue();
        assertThat(new IngestionMode(2).isSingle()).isFalse();
        assertThat(new IngestionMode(IngestionMode.CHUNK_MAX).isSingle()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_537, Integer.MAX_VALUE})
    void otherNumbersAreRefusedByName(int chunk) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new IngestionMode(chunk))
                .withMessageContaining("'" + chunk + "'")
                .withMessageContaining("65536");
    }
}
