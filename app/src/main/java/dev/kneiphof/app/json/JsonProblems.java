package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.ProblemError;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns the parser's complaints into problems that name the place and the value, and no class of ours. */
public final class JsonProblems {

    /** What the parser says of a limit: "Name length (300) exceeds the maximum allowed (256, from `…`)". */
    private static final Pattern EXCEEDED =
            Pattern.compile("(.+) \\((\\d+)\\) exceeds the maximum allowed \\((\\d+).*");

    private JsonProblems() {}

    public static ApiProblem of(JacksonException exception) {
        // A codec's own refusal, which the mapper wraps when it stands inside a list.
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ApiProblem problem -> {
                    return problem;
                }
                case GraphException refused -> {
                    return at(exception, refused.failure());
                }
                default -> {}
            }
        }
        return ofComplaint(exception);
    }

    private static ApiProblem ofComplaint(JacksonException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                at(unknown, invalid("unknown property; known are " + known(unknown), unknown.getPropertyName()));
            case InputCoercionException outside ->
                at(outside, invalid("a number is outside of the range of its property", firstQuoted(outside)));
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null && !mismatch.getPath().isEmpty() ->
                at(mismatch, invalid("this must be " + kind(mismatch.getTargetType()), lastName(mismatch)));
            case StreamConstraintsException limit -> ofLimit(limit);
            case StreamReadException syntax
            when complaint(syntax).startsWith("Duplicate") ->
                at(syntax, invalid("a property is given twice", firstQuoted(syntax)));
            case StreamReadException syntax
            when complaint(syntax).contains("surrogate") ->
                ApiProblem.of(Failure.of(StatusCode.INVALID_UTF8)
                        .detail("a name in the body")
                        .value(withPlace("unpaired surrogate", syntax)));
            case StreamReadException syntax -> ApiProblem.malformed(withPlace(complaint(syntax), syntax));
            default -> ApiProblem.malformed("The body is not the JSON document expected");
        };
    }

    private static ApiProblem ofLimit(StreamConstraintsException limit) {
        String complaint = complaint(limit);
        Matcher exceeded = EXCEEDED.matcher(complaint);
        if (!exceeded.matches()) {
            return ApiProblem.malformed(complaint);
        }
        return switch (exceeded.group(1)) {
            case "String value length" -> tooLarge(JsonLimits.TEXT_MAX);
            case "Document length" -> tooLarge(JsonLimits.DOCUMENT_BYTES_MAX);
            case "Document nesting depth" -> tooDeep("the nesting of the body");
            default -> {
                String what = exceeded.group(1).toLowerCase(Locale.ROOT);
                long length = Long.parseLong(exceeded.group(2));
                yield ApiProblem.limit("The " + what, length, Long.parseLong(exceeded.group(3)));
            }
        };
    }

    private static ApiProblem tooLarge(long bytes) {
        return ApiProblem.of(Failure.of(StatusCode.BODY_TOO_LARGE).limit(bytes));
    }

    /** LIMIT_EXCEEDED: nobody reads further than one level too deep. */
    static ApiProblem tooDeep(String what) {
        return ApiProblem.limit("As far as it was read " + what, JsonLimits.NESTING_MAX + 1L, JsonLimits.NESTING_MAX);
    }

    private static Failure invalid(String detail, String value) {
        return Failure.of(StatusCode.INVALID_ARGUMENT).detail(detail).value(Unicode.escapingUnpaired(value));
    }

    private static ApiProblem at(JacksonException exception, Failure failure) {
        String pointer = pointer(exception);
        return pointer.isEmpty()
                ? ApiProblem.of(failure)
                : ApiProblem.of(failure).with(List.of(ProblemError.at(pointer, failure)));
    }

    private static String pointer(JacksonException exception) {
        return exception.getPath().stream()
                .map(step -> step.getPropertyName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getPropertyName().replace("~", "~0").replace("/", "~1"))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    private static String lastName(MismatchedInputException mismatch) {
        JacksonException.Reference last = mismatch.getPath().getLast();
        return last.getPropertyName() == null ? Integer.toString(last.getIndex()) : last.getPropertyName();
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<?> names = unknown.getKnownPropertyIds();
        return names == null ? "" : names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "an integer";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
    }

    /** The parser's sentence, without its advice on how to loosen the parser. */
    private static String complaint(JacksonException exception) {
        String message = exception.getOriginalMessage();
        int advice = message.indexOf(": enable `");
        return Unicode.escapingUnpaired(advice < 0 ? message : message.substring(0, advice));
    }

    private static String withPlace(String complaint, JacksonException exception) {
        var location = exception.getLocation();
        return location == null || location.getLineNr() < 1
                ? complaint
                : complaint + " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String firstQuoted(JacksonException exception) {
        return quoted(exception.getOriginalMessage()) instanceof String text ? text : "";
    }

    private static @Nullable String quoted(String message) {
        int open = firstOf(message, '"', '(');
        int close = open < 0 ? -1 : message.indexOf(message.charAt(open) == '"' ? '"' : ')', open + 1);
        return close < 0 ? null : message.substring(open + 1, close);
    }

    private static int firstOf(String message, char one, char other) {
        int first = message.indexOf(one);
        int second = message.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }
}
