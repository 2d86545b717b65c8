package dev.kneiphof.graph;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One component of a record and the attribute it stands for: the static type decides the tag. */
final class RecordField {

    /** How a component becomes a value. */
    enum Kind {
        INTEGER,
        FLOAT,
        BOOLEAN,
        TEXT,
        ENUM,
        INSTANT,
        /** Lists, maps, bytes and values that know their type. */
        ANY
    }

    private static final Set<Class<?>> INTEGERS =
            Set.of(long.class, int.class, short.class, byte.class, Long.class, Integer.class, Short.class, Byte.class);
    private static final Set<Class<?>> FLOATS = Set.of(double.class, float.class, Double.class, Float.class);
    private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class);
    private static final Set<Class<?>> ANY = Set.of(List.class, Map.class, byte[].class);

    private static final MethodHandle BITS;
    private static final MethodHandle TRUTH;
    private static final MethodHandle PUT_WORD;
    private static final MethodHandle PUT_OBJECT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            BITS = lookup.findStatic(
                    Double.class, "doubleToRawLongBits", MethodType.methodType(long.class, double.class));
            TRUTH = lookup.findStatic(RecordField.class, "truth", MethodType.methodType(long.class, boolean.class));
            PUT_WORD = lookup.findStatic(
                    RecordField.class,
                    "putWord",
                    MethodType.methodType(void.class, int.class, long.class, SchemaRow.class));
            PUT_OBJECT = lookup.findVirtual(
                    RecordField.class,
                    "putObject",
                    MethodType.methodType(void.class, int.class, Object.class, SchemaRow.class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final String key;
    private final Class<?> type;
    private final Kind kind;
    private final MethodHandle component;
    private final RecordReader reader;

    RecordField(RecordComponent component, MethodHandle accessor) {
        key = component.getName();
        type = component.getType();
        kind = kindOf(component);
        this.component = type.isPrimitive() ? asWord(accessor) : accessor;
        reader = RecordReader.of(this.component);
    }

    String key() {
        return key;
    }

    Class<?> type() {
        return type;
    }

    Kind kind() {
        return kind;
    }

    /** The type in a schema, or null for a component whose values fit no word. */
    Schema.@Nullable Type schemaType() {
        return switch (kind) {
            case INTEGER -> Schema.Type.INTEGER;
            case FLOAT -> Schema.Type.FLOAT;
            case BOOLEAN -> Schema.Type.BOOLEAN;
            case TEXT, ENUM -> Schema.Type.TEXT;
            case INSTANT -> Schema.Type.INSTANT;
            case ANY -> null;
        };
    }

    /** What puts the component of a record into a row: takes both. One that is null stays unset. */
    MethodHandle putting(int place) {
        MethodHandle put = type.isPrimitive()
                ? MethodHandles.insertArguments(PUT_WORD, 0, place)
                : MethodHandles.insertArguments(PUT_OBJECT, 0, this, place);
        Class<?> word = put.type().parameterType(0);
        return MethodHandles.filterArguments(put, 0, component.asType(MethodType.methodType(word, Record.class)));
    }

    @SuppressWarnings("UnusedMethod") // by its handle
    private static void putWord(int place, long word, SchemaRow row) {
        row.put(place, word);
    }

    @SuppressWarnings("UnusedMethod") // by its handle
    private void putObject(int place, @Nullable Object object, SchemaRow row) {
        if (object instanceof String text) {
            row.putText(place, text);
        } else if (object != null) {
            putBoxed(object, row, place);
        }
    }

    private void putBoxed(Object object, SchemaRow row, int place) {
        switch (valueOf(object)) {
            case AttributeValue.IntegerValue(var number) -> row.put(place, number);
            case AttributeValue.FloatValue(var number) -> row.put(place, Double.doubleToRawLongBits(number));
            case AttributeValue.BooleanValue(var truth) -> row.put(place, truth ? 1 : 0);
            case AttributeValue.InstantValue moment -> row.put(place, moment.microseconds());
            case AttributeValue.TextValue(var text) -> row.putText(place, text);
            case null, default -> throw new IllegalStateException(key + " fits no word");
        }
    }

    boolean isPrimitive() {
        return type.isPrimitive();
    }

    /** The word of a primitive component. */
    long word(Record row) {
        return reader.word(row);
    }

    /** The object of any other component; null stands for no attribute. */
    @Nullable
    Object object(Record row) {
        return reader.object(row);
    }

    /** The value of the attribute, or null for none. */
    @Nullable
    AttributeValue value(Record row) {
        if (type.isPrimitive()) {
            long word = reader.word(row);
            return switch (kind) {
                case FLOAT -> new AttributeValue.FloatValue(Double.longBitsToDouble(word));
                case BOOLEAN -> new AttributeValue.BooleanValue(word != 0);
                default -> new AttributeValue.IntegerValue(word);
            };
        }
        return valueOf(reader.object(row));
    }

    /** The value of an object of this component. */
    @Nullable
    AttributeValue valueOf(@Nullable Object object) {
        if (object == null) {
            return null;
        }
        return AttributeValue.of(key, object instanceof Enum<?> constant ? constant.name() : object);
    }

    private static MethodHandle asWord(MethodHandle accessor) {
        Class<?> type = accessor.type().returnType();
        if (type == boolean.class) {
            return MethodHandles.filterReturnValue(accessor, TRUTH);
        }
        if (type == double.class || type == float.class) {
            return MethodHandles.filterReturnValue(
                    accessor.asType(accessor.type().changeReturnType(double.class)), BITS);
        }
        return accessor.asType(accessor.type().changeReturnType(long.class));
    }

    @SuppressWarnings("UnusedMethod") // by its handle
    private static long truth(boolean value) {
        return value ? 1 : 0;
    }

    private static Kind kindOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (INTEGERS.contains(type)) {
            return Kind.INTEGER;
        }
        if (FLOATS.contains(type)) {
            return Kind.FLOAT;
        }
        if (BOOLEANS.contains(type)) {
            return Kind.BOOLEAN;
        }
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type.isEnum()) {
            return Kind.ENUM;
        }
        if (type == Instant.class) {
            return Kind.INSTANT;
        }
        if (ANY.contains(type) || AttributeValue.class.isAssignableFrom(type)) {
            return Kind.ANY;
        }
        throw refused(component);
    }

    private static GraphException refused(RecordComponent component) {
        return GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail("the component " + component.getName() + " of "
                        + component.getDeclaringRecord().getSimpleName()
                        + " has a type that stands for no attribute; a number, boolean, text, enum, Instant, list, map or"
                        + " bytes would, null where there is none")
                .value(component.getType().getTypeName()));
    }
}
