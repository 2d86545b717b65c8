package dev.kneiphof.app.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

/** {@code %m}: the message on one line. Public because the logging system makes it. */
public final class EscapedMessage extends MessageConverter {

    /** Why the server did not start stands on several lines of its own, and nobody from outside has spoken yet. */
    private static final String START_REPORT = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public String convert(ILoggingEvent event) {
        @Nullable String message = super.convert(event);
        if (message == null) {
            return "";
        }
        return START_REPORT.equals(event.getLoggerName()) ? message : LogText.escaped(message);
    }
}
