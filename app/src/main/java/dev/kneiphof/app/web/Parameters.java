package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads parameters of addresses strictly: the framework's own conversion takes {@code 0x10}, {@code #10} and {@code  10}. */
public final class Parameters {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private Parameters() {}

    /** The whole number in the parameter, or the default where the parameter is missing. */
    public static long integer(String name, @Nullable String text, long defaultValue) {
        if (text == null) {
            return defaultValue;
        }
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw ApiProblem.invalid("the parameter " + name + " must be a whole number", text);
        }
        return Long.parseLong(text);
    }

    /** The same within a range. */
    public static int integer(String name, @Nullable String text, int defaultValue, int min, int max) {
        long value = integer(name, text, defaultValue);
        if (value < min || value > max) {
            throw ApiProblem.invalid(
                    "the parameter %s must be from %d to %d".formatted(name, min, max), String.valueOf(text));
        }
        return (int) value;
    }
}
