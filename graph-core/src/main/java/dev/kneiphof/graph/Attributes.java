package dev.kneiphof.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a node or an edge: immutable, in the order they were given. Two are equal when they hold the same
 * values under the same keys, whatever the order. Keys are checked where they meet a graph, once per key, not per row.
 */
public final class Attributes implements Iterable<Map.Entry<String, AttributeValue>> {

    public static final Attributes EMPTY = new Attributes(new String[0], new Object[0]);

    private static final int SCANNED_MAX = 16;

    private final String[] keys;
    /** Each an {@link AttributeValue}, or the plain object that stands for one and becomes one when it is asked for. */
    private final Object[] values;

    private @Nullable Map<String, AttributeValue> view;

    private Attributes(String[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** Converts every value as {@link AttributeValue#of(String, Object)} does. */
    public static Attributes of(Map<String, ? extends @Nullable Object> map) {
        var keys = new String[map.size()];
        var values = new Object[map.size()];
        int at = 0;
        for (Map.Entry<String, ? extends @Nullable Object> entry : map.entrySet()) {
            keys[at] = Objects.requireNonNull(entry.getKey(), "key of an attribute");
            values[at] = plainOrValue(keys[at], entry.getValue());
            at++;
        }
        return at == 0 ? EMPTY : new Attributes(keys, values);
    }

    /** An object that cannot change and has a value of its own stays as it is: a row from a map crosses without a copy of it. */
    private static Object plainOrValue(String key, @Nullable Object object) {
        return object instanceof Long
                        || object instanceof String
                        || object instanceof Double
                        || object instanceof Boolean
                        || object instanceof Integer
                ? object
                : AttributeValue.of(key, object);
    }

    /** Keys, each once, and their values in two arrays of one length; the arrays are copied. */
    public static Attributes of(String[] keys, AttributeValue[] values) {
        for (int i = 1; i < keys.length && keys.length <= SCANNED_MAX; i++) {
            requireFirst(keys, i);
        }
        var attributes = new Attributes(keys.clone(), Arrays.copyOf(values, keys.length, Object[].class));
        if (keys.length > SCANNED_MAX && attributes.asMap().size() < keys.length) {
            IntStream.range(1, keys.length).forEach(i -> requireFirst(keys, i));
        }
        return attributes;
    }

    /** The first {@code count} keys, which are known to be different, and their values; the arrays are taken over. */
    static Attributes ofDistinct(String[] keys, AttributeValue[] values, int count) {
        if (count == 0) {
            return EMPTY;
        }
        return count == keys.length
                ? new Attributes(keys, values)
                : new Attributes(Arrays.copyOf(keys, count), Arrays.copyOf(values, count));
    }

    /** The value, or null when there is no such attribute; an explicit null is a {@link AttributeValue.NullValue}. */
    public @Nullable AttributeValue get(String key) {
        if (keys.length > SCANNED_MAX) {
            return asMap().get(key);
        }
        int at = indexOf(key);
        return at < 0 ? null : valueAt(at);
    }

    /** These attributes and one more, or with another value for its key. */
    public Attributes with(String key, @Nullable Object value) {
        Object converted = plainOrValue(Objects.requireNonNull(key, "key of an attribute"), value);
        int at = indexOf(key);
        int size = at < 0 ? keys.length + 1 : keys.length;
        String[] newKeys = Arrays.copyOf(keys, size);
        Object[] newValues = Arrays.copyOf(values, size, Object[].class);
        newKeys[at < 0 ? size - 1 : at] = key;
        newValues[at < 0 ? size - 1 : at] = converted;
        return new Attributes(newKeys, newValues);
    }

    /** These attributes without this one. */
    public Attributes without(String key) {
        if (indexOf(key) < 0) {
            return this;
        }
        var rest = new LinkedHashMap<>(asMap());
        rest.remove(key);
        return of(rest);
    }

    public int size() {
        return keys.length;
    }

    public boolean isEmpty() {
        return keys.length == 0;
    }

    /** The key at this position of the order. */
    public String keyAt(int position) {
        return keys[position];
    }

    /** The value at this position of the order. */
    public AttributeValue valueAt(int position) {
        Object given = values[position];
        return given instanceof AttributeValue value ? value : AttributeValue.of(given);
    }

    /**
     * The value at this position as it was given: an {@link AttributeValue}, or a Long, Integer, Double, Boolean or String that
     * stands for one. For encoders, which need no object for a number.
     */
    public Object givenAt(int position) {
        return values[position];
    }

    /** An unmodifiable map in the same order. */
    public Map<String, AttributeValue> asMap() {
        Map<String, AttributeValue> map = view;
        if (map == null) {
            var built = new LinkedHashMap<String, AttributeValue>();
            for (int i = 0; i < keys.length; i++) {
                built.put(keys[i], valueAt(i));
            }
            map = Collections.unmodifiableMap(built);
            view = map;
        }
        return map;
    }

    @Override
    public Iterator<Map.Entry<String, AttributeValue>> iterator() {
        return IntStream.range(0, keys.length)
                .mapToObj(i -> Map.entry(keys[i], valueAt(i)))
                .iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    private static void requireFirst(String[] keys, int at) {
        for (int i = 0; i < at; i++) {
            if (keys[i].equals(keys[at])) {
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("an attribute is given twice")
                        .value(keys[at]));
            }
        }
    }

    private int indexOf(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
