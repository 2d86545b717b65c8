package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to the good rows of a batch when others are bad. */
enum Handling {
    /** All rows or none. */
    STRICT,
    /** The good rows are kept, the bad ones listed. */
    LENIENT;

    /**
     * What the request asks for: the parameter {@code onError} decides; without it the preference {@code handling}
     * (RFC 7240); without both it is strict.
     */
    static Handling of(@Nullable String onError, @Nullable String prefer) {
        return switch (onError) {
            case "fail" -> STRICT;
            case "skip" -> LENIENT;
            case null -> LENIENT.isPreferred(prefer) ? LENIENT : STRICT;
            default -> throw ApiProblem.invalid("the parameter onError must be fail or skip", onError);
        };
    }

    /** As in the header {@code Preference-Applied}. */
    String preference() {
        return "handling=" + name().toLowerCase(Locale.ROOT);
    }

    boolean isPreferred(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split("[,;]")).map(String::trim).anyMatch(preference()::equalsIgnoreCase);
    }
}
