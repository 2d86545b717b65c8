package dev.kneiphof.graph;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record type whose values are edges: {@code record Flight(String source, String target, double miles) {}}. The components
 * {@code String source} and {@code String target} are the ids of its ends; the others are attributes, as in {@link NodeSchema}.
 * All edges of a schema have its type and their derived ids.
 */
public final class EdgeSchema<R extends Record> {

    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final RecordFields fields;
    private final RecordBuilder<R> builder;
    private final @Nullable String type;
    private final @Nullable Schema schema;
    private final RecordField source;
    private final RecordField target;

    private EdgeSchema(RecordFields fields, RecordBuilder<R> builder, @Nullable String type) {
        this.fields = fields;
        this.builder = builder;
        this.type = type;
        schema = fields.schema();
        source = fields.name(SOURCE);
        target = fields.name(TARGET);
    }

    /** The schema of a public record of an exported or open package. */
    public static <R extends Record> EdgeSchema<R> of(Class<R> type) {
        return of(type, MethodHandles.publicLookup());
    }

    /**
     * The schema of any record that {@code lookup} may use: {@code MethodHandles.lookup()} for one's own.
     *
     * @throws InvalidArgumentException when a component is missing, hidden, or of a type that stands for no attribute
     */
    public static <R extends Record> EdgeSchema<R> of(Class<R> type, MethodHandles.Lookup lookup) {
        var fields = new RecordFields(type, lookup, List.of(SOURCE, TARGET));
        return new EdgeSchema<>(fields, new RecordBuilder<>(type, lookup, fields), null);
    }

    /** This schema with a type for every edge. */
    public EdgeSchema<R> type(String newType) {
        return new EdgeSchema<>(fields, builder, Ids.requireType(newType));
    }

    /** The edge that a record stands for. */
    public Edge edge(R row) {
        return new Edge(null, end(source, row), end(target, row), type, fields.attributes(row));
    }

    /** The schema of the attributes, or null when the record has a list, map, bytes or {@link AttributeValue}. */
    public @Nullable Schema schema() {
        return schema;
    }

    /** The row that a record stands for, or null when there is no {@link #schema()}. */
    @Nullable
    SchemaRow row(R from) {
        if (schema == null) {
            return null;
        }
        SchemaRow row = schema.row().ends(end(source, from), end(target, from)).knownType(type);
        fields.put(from, row);
        return row;
    }

    private static String end(RecordField field, Record row) {
        return Ids.requireNodeId((String) field.object(row));
    }

    /** The edges that these records stand for, as columns. */
    public EdgeBlock block(List<R> rows) {
        EdgeBlock block = EdgeBlock.of(RecordColumns.of(source, rows), RecordColumns.of(target, rows))
                .type(type);
        for (RecordField field : fields.attributes()) {
            block = block.with(field.key(), RecordColumns.of(field, rows));
        }
        return block;
    }

    /**
     * The record that stands for an edge; attributes that no component is named after are left out.
     *
     * @throws InvalidArgumentException when an attribute is missing for a primitive component, or of another type
     */
    public R read(Edge edge) {
        return builder.build(Map.of(SOURCE, edge.source(), TARGET, edge.target()), edge.attributes());
    }
}
