package dev.kneiphof.app.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.kneiphof.app.ApiTest;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The console as the server has set it up. */
class ConsoleLogTest extends ApiTest {

    private static final String HOSTILE = "ada\r\n2026-01-01 ERROR forged\u001b[31m\u202e\u2028";
    private static final String ESCAPED = "ada\\u000d\\u000a2026-01-01 ERROR forged\\u001b[31m\\u202e\\u2028";

    @Test
    void f139_anIdCannotEndTheLineItIsToldInNorColorIt() {
        String written = written("The graph '{}' was made", null, HOSTILE);
        assertThat(written).contains("The graph '" + ESCAPED + "' was made");
        assertThat(written.strip().lines()).hasSize(1);
        assertThat(written).doesNotContain("forged\u001b", "\u202e", "\u2028");
    }

    @Test
    void f139_neitherInTheStackTraceOfAnInternalErrorNorInItsCauses() {
        GraphException refused =
                GraphException.of(Failure.of(StatusCode.NODE_NOT_FOUND).value(HOSTILE));
        var outer = new IllegalStateException(HOSTILE, refused);
        outer.addSuppressed(new IllegalArgumentException(HOSTILE));
        String written = written("Internal error {}", outer, "7");
        assertThat(written).doesNotContain("forged\u001b", "\u202e", "\u2028");
        assertThat(written.lines()).noneMatch(line -> line.startsWith("2026-01-01 ERROR forged"));
        assertThat(written)
                .contains("IllegalStateException: " + ESCAPED)
                .contains("Caused by: " + refused.getClass().getName() + ": Node '" + ESCAPED + "' not found")
                .contains("Suppressed: java.lang.IllegalArgumentException: " + ESCAPED);
        assertThat(written.lines()).anyMatch(line -> line.startsWith("\tat "));
    }

    private static String written(String format, @Nullable Throwable thrown, Object... arguments) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var console = (ConsoleAppender<ILoggingEvent>) Objects.requireNonNull(root.getAppender("CONSOLE"));
        var event = new LoggingEvent("", root, Level.ERROR, format, thrown, arguments);
        return new String(console.getEncoder().encode(event), UTF_8);
    }
}
