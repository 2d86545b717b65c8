package dev.kneiphof.app.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A problem (RFC 9457) as it stands in the body of a response.
 *
 * @param type where the problem is explained, relative to this server
 * @param code the name of {@link StatusCode}
 * @param nativeCode the number with which the native engine said it; null where the server said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        @Nullable Integer nativeCode,
        @Nullable List<ProblemError> errors,
        @Nullable String value) {

    /** Codes from here on belong to the server, those below to the engine. */
    private static final int SERVER_CODES = 100;

    /** The problem of a failure. */
    public static Problem of(Failure failure, List<ProblemError> errors, @Nullable String instance) {
        StatusCode status = failure.status();
        return new Problem(
                type(status),
                status.title(),
                status.httpStatus(),
                failure.message(),
                instance,
                status.name(),
                status.code() < SERVER_CODES ? status.code() : null,
                errors.isEmpty() ? null : List.copyOf(errors),
                failure.value());
    }

    /** The address of the page that explains the code: {@code /problems/node-not-found}. */
    public static String type(StatusCode status) {
        return "/problems/" + slug(status);
    }

    /** The code in an address: {@code node-not-found}. */
    public static String slug(StatusCode status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
