package dev.kneiphof.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute. The static type in Java decides the type in the engine: a boolean is never an integer, an
 * integer never a float, and every value comes back as it went in, floats bit for bit.
 */
public sealed interface AttributeValue {

    /** Converts by class; what has no exact counterpart is an {@link InvalidArgumentException} that names the class. */
    static AttributeValue of(@Nullable Object value) {
        return ValueConversion.toValue(null, value);
    }

    /** As {@link #of(Object)}; the error names the key too. */
    static AttributeValue of(String key, @Nullable Object value) {
        return ValueConversion.toValue(key, value);
    }

    /** The plain Java object: Boolean, Long, Double, String, byte[], Instant, List, Map, the opaque object, or null. */
    @Nullable
    Object toObject();

    /** An explicit null: a value, other than a missing attribute. */
    record NullValue() implements AttributeValue {
        public static final NullValue INSTANCE = new NullValue();

        @Override
        public @Nullable Object toObject() {
            return null;
        }
    }

    record BooleanValue(boolean value) implements AttributeValue {
        @Override
        public Boolean toObject() {
            return value;
        }
    }

    record IntegerValue(long value) implements AttributeValue {
        @Override
        public Long toObject() {
            return value;
        }
    }

    /** A 64-bit float; NaN and infinities are kept bit for bit. */
    record FloatValue(double value) implements AttributeValue {
        @Override
        public Double toObject() {
            return value;
        }
    }

    record TextValue(String value) implements AttributeValue {
        public TextValue {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toObject() {
            return value;
        }
    }

    /** Bytes, copied in and out. */
    @SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
    record BytesValue(byte[] value) implements AttributeValue {
        public BytesValue {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public byte[] toObject() {
            return value.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof BytesValue that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "BytesValue[" + Base64.getEncoder().encodeToString(value) + "]";
        }
    }

    /** A point in time in UTC, exact to the microsecond; finer ones and those beyond 64 bits of microseconds are refused. */
    record InstantValue(Instant value) implements AttributeValue {
        public InstantValue {
            ValueConversion.requireMicroseconds(null, value);
        }

        public static InstantValue ofMicroseconds(long microseconds) {
            return new InstantValue(Instant.ofEpochSecond(
                    Math.floorDiv(microseconds, 1_000_000L), Math.floorMod(microseconds, 1_000_000L) * 1_000L));
        }

        /** Microseconds since 1970-01-01T00:00:00Z. */
        public long microseconds() {
            return ValueConversion.microseconds(null, value);
        }

        @Override
        public Instant toObject() {
            return value;
        }
    }

    /** A list of any values, of one type or mixed. */
    record ListValue(List<AttributeValue> values) implements AttributeValue {
        public ListValue {
            values = List.copyOf(values);
        }

        @Override
        public List<@Nullable Object> toObject() {
            var objects = new ArrayList<@Nullable Object>(values.size());
            values.forEach(value -> objects.add(value.toObject()));
            return Collections.unmodifiableList(objects);
        }
    }

    /** Text to value, in the order given. */
    record MapValue(Map<String, AttributeValue> entries) implements AttributeValue {
        public MapValue {
            var copy = new LinkedHashMap<String, AttributeValue>();
            entries.forEach((key, value) -> copy.put(
                    Objects.requireNonNull(key, "key of a map"), Objects.requireNonNull(value, "value of a map")));
            entries = Collections.unmodifiableMap(copy);
        }

        @Override
        public Map<String, @Nullable Object> toObject() {
            var objects = new LinkedHashMap<String, @Nullable Object>();
            entries.forEach((key, value) -> objects.put(key, value.toObject()));
            return Collections.unmodifiableMap(objects);
        }
    }

    /**
     * A Java object that stays on the Java side: the engine keeps a handle, the same object comes back, and it is let go when
     * its node goes or the value is replaced. It cannot be compared, persisted, nested or sent over REST. Equal by identity.
     */
    record OpaqueValue(Object value) implements AttributeValue {
        public OpaqueValue {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public Object toObject() {
            return value;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the object itself is the value
        public boolean equals(@Nullable Object other) {
            return other instanceof OpaqueValue that && value == that.value;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(value);
        }
    }
}
