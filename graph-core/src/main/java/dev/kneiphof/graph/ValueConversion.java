package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From Java objects to attribute values, exactly or not at all. */
final class ValueConversion {

    /** Deeper than any graph allows, shallow enough for the stack: input depth must never become stack depth. */
    static final int NESTING_MAX = 64;

    private ValueConversion() {}

    static AttributeValue toValue(@Nullable String key, @Nullable Object object) {
        return toValue(key, object, 0);
    }

    private static AttributeValue toValue(@Nullable String key, @Nullable Object object, int depth) {
        return switch (object) {
            case null -> NullValue.INSTANCE;
            case AttributeValue value -> value;
            case Boolean value -> new BooleanValue(value);
            case Long value -> new IntegerValue(value);
            case Integer value -> new IntegerValue(value);
            case Short value -> new IntegerValue(value);
            case Byte value -> new IntegerValue(value);
            case Double value -> new FloatValue(value);
            case Float value -> new FloatValue(value);
            case String value -> new TextValue(value);
            case BigInteger value -> toInteger(key, value);
            case byte[] value -> new BytesValue(value);
            case Instant value -> new InstantValue(requireMicroseconds(key, value));
            case List<?> list -> toList(key, list, nested(key, depth));
            case Map<?, ?> map -> toMap(key, map, nested(key, depth));
            default ->
                throw unsupported(
                        key,
                        object,
                        "an object of the class " + object.getClass().getTypeName() + " has no exact attribute value ("
                                + wayOut(object) + ")");
        };
    }

    private static String wayOut(Object object) {
        if (object.getClass().isArray() || object instanceof Collection<?>) {
            return "give a List of its elements";
        }
        return switch (object) {
            case Enum<?> constant -> "give its name()";
            case CharSequence text -> "give its toString()";
            case Character letter -> "give a String";
            default -> "wrap it in an OpaqueValue to keep the object itself";
        };
    }

    private static AttributeValue toInteger(@Nullable String key, BigInteger value) {
        if (value.bitLength() > 63) {
            throw unsupported(key, value, "a java.math.BigInteger is outside of 64 bits");
        }
        return new IntegerValue(value.longValueExact());
    }

    private static ListValue toList(@Nullable String key, List<?> list, int depth) {
        var values = new ArrayList<AttributeValue>(list.size());
        for (Object element : list) {
            values.add(toValue(key, element, depth));
        }
        return new ListValue(values);
    }

    private static MapValue toMap(@Nullable String key, Map<?, ?> map, int depth) {
        var values = new LinkedHashMap<String, AttributeValue>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw unsupported(key, String.valueOf(entry.getKey()), "a key of a map is not a text");
            }
            values.put(name, toValue(key, entry.getValue(), depth));
        }
        return new MapValue(values);
    }

    private static int nested(@Nullable String key, int depth) {
        if (depth >= NESTING_MAX) {
            throw GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                    .detail("nesting of the value" + of(key))
                    .number(depth + 1L)
                    .limit(NESTING_MAX));
        }
        return depth + 1;
    }

    /** The instant, if it is a whole number of microseconds that fits 64 bits; {@code key} is the attribute's, for errors. */
    static Instant requireMicroseconds(@Nullable String key, Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw unsupported(
                    key, instant, "an instant is kept to the microsecond (give truncatedTo(ChronoUnit.MICROS) of it)");
        }
        microseconds(key, instant);
        return instant;
    }

    static long microseconds(@Nullable String key, Instant instant) {
        try {
            long second = instant.getEpochSecond();
            long micros = instant.getNano() / 1_000;
            // The smallest instant's seconds alone are below 64 bits of microseconds, its sum is not.
            return second >= 0
                    ? Math.addExact(Math.multiplyExact(second, 1_000_000L), micros)
                    : Math.addExact(Math.multiplyExact(second + 1, 1_000_000L), micros - 1_000_000L);
        } catch (ArithmeticException outside) {
            throw unsupported(key, instant, "an instant is outside of 64 bits of microseconds");
        }
    }

    private static GraphException unsupported(@Nullable String key, Object value, String why) {
        return GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail(key == null ? why : "attribute '" + key + "': " + why)
                .value(shown(value)));
    }

    /** What the object says of itself, if it can. */
    private static String shown(Object value) {
        try {
            return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
        } catch (RuntimeException unsaid) {
            return value.getClass().getTypeName() + ", whose toString() fails: " + unsaid;
        }
    }

    private static String of(@Nullable String key) {
        return key == null ? "" : " of '" + key + "'";
    }
}
