package dev.kneiphof.graph;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The components of a record type: some name the row, the others are its attributes. */
final class RecordFields {

    private final Class<? extends Record> type;
    private final List<RecordField> all = new ArrayList<>();
    private final List<RecordField> attributes = new ArrayList<>();
    private final List<String> names;
    private final RecordReader reader;

    /** {@code names} are the components that name the row: texts, which every row has. */
    RecordFields(Class<? extends Record> type, MethodHandles.Lookup lookup, List<String> names) {
        this.type = type;
        this.names = names;
        for (RecordComponent component : type.getRecordComponents()) {
            var field = new RecordField(component, accessor(component, lookup));
            all.add(field);
            if (!names.contains(field.key())) {
                Ids.requireKey(field.key(), Ids.NAME_BYTES_MAX);
                attributes.add(field);
            }
        }
        names.forEach(this::name);
        reader = RecordReader.ofAll(IntStream.range(0, attributes.size())
                .mapToObj(place -> attributes.get(place).putting(place))
                .toList());
    }

    /** The field that names the row. */
    RecordField name(String name) {
        for (RecordField field : all) {
            if (field.key().equals(name) && field.kind() == RecordField.Kind.TEXT) {
                return field;
            }
        }
        throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail("the record has no component String " + name)
                .value(type.getTypeName()));
    }

    /** The texts of a naming component in all rows. */
    List<String> names(String name, List<? extends Record> rows) {
        RecordField field = name(name);
        List<String> texts = new ArrayList<>(rows.size());
        for (Record row : rows) {
            texts.add((String) field.object(row));
        }
        return texts;
    }

    List<RecordField> all() {
        return all;
    }

    List<RecordField> attributes() {
        return attributes;
    }

    boolean isName(RecordField field) {
        return names.contains(field.key());
    }

    /** The attributes of one row; a component that is null is none. */
    Attributes attributes(Record row) {
        var keys = new String[attributes.size()];
        var values = new AttributeValue[attributes.size()];
        int count = 0;
        for (RecordField field : attributes) {
            AttributeValue value = field.value(row);
            if (value != null) {
                keys[count] = field.key();
                values[count++] = value;
            }
        }
        return Attributes.ofDistinct(keys, values, count);
    }

    /** The schema of the attributes, or null when one of them fits no word. */
    @Nullable
    Schema schema() {
        Schema schema = Schema.EMPTY;
        for (RecordField field : attributes) {
            Schema.Type fieldType = field.schemaType();
            if (fieldType == null) {
                return null;
            }
            schema = schema.with(field.key(), fieldType);
        }
        return schema;
    }

    /** Puts the attributes of a record into a row of that schema. */
    void put(Record from, SchemaRow row) {
        reader.put(from, row);
    }

    private static MethodHandle accessor(RecordComponent component, MethodHandles.Lookup lookup) {
        try {
            return lookup.unreflect(component.getAccessor());
        } catch (IllegalAccessException hidden) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the record cannot be read from here; give MethodHandles.lookup() of a class that can")
                    .value(component.getDeclaringRecord().getTypeName()));
        }
    }
}
