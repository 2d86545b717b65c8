package dev.kneiphof.graph;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records from attributes: the way back. */
final class RecordBuilder<R extends Record> {

    private final Class<R> type;
    private final RecordFields fields;
    private final MethodHandle constructor;

    RecordBuilder(Class<R> type, MethodHandles.Lookup lookup, RecordFields fields) {
        this.type = type;
        this.fields = fields;
        Class<?>[] types = fields.all().stream().map(RecordField::type).toArray(Class<?>[]::new);
        try {
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asFixedArity()
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(
                    "the constructor of " + type.getTypeName() + " is as visible as it", hidden);
        }
    }

    /** A record with these names and attributes; an attribute that no component is named after is left out. */
    R build(Map<String, String> names, Attributes attributes) {
        List<RecordField> all = fields.all();
        var values = new @Nullable Object[all.size()];
        for (int i = 0; i < values.length; i++) {
            RecordField field = all.get(i);
            values[i] = fields.isName(field) ? names.get(field.key()) : object(field, attributes.get(field.key()));
        }
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable refused) {
            throw new IllegalStateException(refused);
        }
    }

    private @Nullable Object object(RecordField field, @Nullable AttributeValue value) {
        if (value == null || value instanceof AttributeValue.NullValue) {
            if (field.isPrimitive()) {
                throw mismatch(field, "no value");
            }
            return null;
        }
        Object object = converted(field, value);
        if (object == null) {
            throw mismatch(field, value.toString());
        }
        return object;
    }

    /** The value as the component's type; null when it is not one. */
    private static @Nullable Object converted(RecordField field, AttributeValue value) {
        Class<?> wanted = MethodType.methodType(field.type()).wrap().returnType();
        return switch (value) {
            case AttributeValue known when field.type().isInstance(known) -> known;
            case AttributeValue.IntegerValue(var number) -> integer(wanted, number);
            case AttributeValue.FloatValue(var number) -> floating(wanted, number);
            case AttributeValue.TextValue(var text)
            when field.kind() == RecordField.Kind.ENUM ->
                Arrays.stream(wanted.getEnumConstants())
                        .filter(constant -> ((Enum<?>) constant).name().equals(text))
                        .findFirst()
                        .orElse(null);
            default -> {
                Object object = value.toObject();
                yield wanted.isInstance(object) ? object : null;
            }
        };
    }

    /** As the wanted type when it has the very number. */
    private static @Nullable Object floating(Class<?> wanted, double number) {
        if (wanted == Double.class) {
            return number;
        }
        return wanted == Float.class && Double.compare((float) number, number) == 0 ? (Object) (float) number : null;
    }

    /** As the wanted type when it has room for the number. */
    private static @Nullable Object integer(Class<?> wanted, long number) {
        if (wanted == Long.class) {
            return number;
        }
        if (wanted == Integer.class && number == (int) number) {
            return (int) number;
        }
        if (wanted == Short.class && number == (short) number) {
            return (short) number;
        }
        return wanted == Byte.class && number == (byte) number ? (Object) (byte) number : null;
    }

    private GraphException mismatch(RecordField field, String value) {
        return GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail("the component " + field.key() + " of " + type.getSimpleName() + " is of type "
                        + field.type().getSimpleName() + ", not")
                .value(value));
    }
}
