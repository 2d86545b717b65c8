package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads single tokens without coercion. A refusal names what was expected, the value, and the place as a JSON pointer. */
public final class JsonTokens {

    private JsonTokens() {}

    /** The text at the parser, with every surrogate in a pair. */
    public static String text(JsonParser parser, String what) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw expected(parser, what, "a text");
        }
        return paired(parser, parser.getString());
    }

    /** The text at the parser, or null where there is a JSON null. */
    public static @Nullable String textOrNull(JsonParser parser, String what) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : text(parser, what);
    }

    /** The name at the parser, with every surrogate in a pair. */
    public static String name(JsonParser parser) {
        return paired(parser, parser.currentName());
    }

    /** The 64-bit integer at the parser; one that needs more bits is refused. */
    public static long integer(JsonParser parser, String what) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw expected(parser, what, "an integer");
        }
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw refused(parser, what + " is outside of 64 bits", parser.getString());
        }
        return parser.getLongValue();
    }

    /** The float at the parser; what 64 bits can only hold as infinity, or as zero, is refused. */
    public static double decimal(JsonParser parser, String what) {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value) || value == 0 && hasDigitsOtherThanZero(parser.getString())) {
            throw refused(parser, what + " is outside of the range of a 64-bit float", parser.getString());
        }
        return value;
    }

    /** The boolean at the parser. */
    public static boolean bool(JsonParser parser, String what) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw expected(parser, what, "true or false");
        };
    }

    /** Steps into the object at the parser: the next token is a name or the end. */
    public static void enterObject(JsonParser parser, String what) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw expected(parser, what, "an object");
        }
    }

    /** Steps into the array at the parser: the next token is an element or the end. */
    public static void enterArray(JsonParser parser, String what) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw expected(parser, what, "an array");
        }
    }

    /** The refusal of a property that an object does not have. */
    public static ApiProblem unknownProperty(JsonParser parser, String name, String known) {
        return refused(parser, "unknown property; known are " + known, Unicode.escapingUnpaired(name));
    }

    /** The refusal of an object in which a property is missing. */
    public static ApiProblem missing(JsonParser parser, String property) {
        return refused(parser, "a property is missing", property);
    }

    /** The refusal of a value: INVALID_ARGUMENT with the pointer to it. */
    public static ApiProblem refused(JsonParser parser, String detail, String value) {
        return ApiProblem.invalid(detail, value).at(pointer(parser));
    }

    /** The refusal of a token that is not what belongs there. */
    public static ApiProblem expected(JsonParser parser, String what, String expected) {
        return refused(parser, what + " must be " + expected, shown(parser));
    }

    /** Where the parser is. */
    public static String pointer(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    private static String shown(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case null -> "end of the body";
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            default -> Unicode.escapingUnpaired(parser.getString());
        };
    }

    private static String paired(JsonParser parser, String text) {
        if (Unicode.hasUnpaired(text)) {
            throw ApiProblem.of(Failure.of(StatusCode.INVALID_UTF8)
                            .detail("a text with an unpaired surrogate")
                            .value(Unicode.escapingUnpaired(text)))
                    .at(Unicode.escapingUnpaired(pointer(parser)));
        }
        return text;
    }

    private static boolean hasDigitsOtherThanZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == 'e' || c == 'E') {
                return false;
            }
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }
}
