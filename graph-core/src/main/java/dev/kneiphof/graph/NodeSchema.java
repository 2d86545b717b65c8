package dev.kneiphof.graph;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record type whose values are nodes: {@code record Person(String id, int born, String city) {}}. The component {@code String
 * id} is the node's id; every other one is an attribute of the same name, and its type decides the attribute's:
 *
 * <table>
 * <caption>Components and attributes</caption>
 * <tr><th>component</th><th>attribute</th></tr>
 * <tr><td>long, int, short, byte, or boxed</td><td>integer</td></tr>
 * <tr><td>double, float, or boxed</td><td>float</td></tr>
 * <tr><td>boolean, or boxed</td><td>boolean</td></tr>
 * <tr><td>String; an enum by its name</td><td>text</td></tr>
 * <tr><td>Instant</td><td>instant</td></tr>
 * <tr><td>List, Map, byte[], AttributeValue</td><td>what {@link AttributeValue#of(String, Object)} makes of it</td></tr>
 * </table>
 *
 * A component that is null is no attribute. Records in records, Optional and other types are refused when the schema is made.
 * A schema is immutable, belongs to no graph, and is best kept in a constant: making one costs as much as loading a class for
 * each component.
 */
public final class NodeSchema<R extends Record> {

    private static final String ID = "id";

    private final RecordFields fields;
    private final RecordBuilder<R> builder;
    private final List<String> labels;
    private final @Nullable Schema schema;
    private final RecordField id;

    private NodeSchema(RecordFields fields, RecordBuilder<R> builder, List<String> labels) {
        this.fields = fields;
        this.builder = builder;
        this.labels = labels;
        schema = fields.schema();
        id = fields.name(ID);
    }

    /** The schema of a public record of an exported or open package. */
    public static <R extends Record> NodeSchema<R> of(Class<R> type) {
        return of(type, MethodHandles.publicLookup());
    }

    /**
     * The schema of any record that {@code lookup} may use: {@code MethodHandles.lookup()} for one's own.
     *
     * @throws InvalidArgumentException when a component is missing, hidden, or of a type that stands for no attribute
     */
    public static <R extends Record> NodeSchema<R> of(Class<R> type, MethodHandles.Lookup lookup) {
        var fields = new RecordFields(type, lookup, List.of(ID));
        return new NodeSchema<>(fields, new RecordBuilder<>(type, lookup, fields), List.of());
    }

    /** This schema with one label more on every node. */
    public NodeSchema<R> label(String label) {
        List<String> more = new ArrayList<>(labels);
        more.add(label);
        return new NodeSchema<>(fields, builder, Ids.requireLabels(more));
    }

    /** The node that a record stands for. */
    public Node node(R row) {
        return new Node(Ids.requireNodeId((String) fields.name(ID).object(row)), labels, fields.attributes(row));
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
        SchemaRow row = schema.row();
        // A record without an id is refused as one with an empty id.
        if (id.object(from) instanceof String text) {
            row.id(text);
        }
        fields.put(from, row.knownLabels(labels));
        return row;
    }

    /** The nodes that these records stand for, as columns. */
    public NodeBlock block(List<R> rows) {
        NodeBlock block = new NodeBlock(fields.names(ID, rows), labels, BlockColumns.NONE);
        for (RecordField field : fields.attributes()) {
            block = block.with(field.key(), RecordColumns.of(field, rows));
        }
        return block;
    }

    /**
     * The record that stands for a node; attributes that no component is named after are left out.
     *
     * @throws InvalidArgumentException when an attribute is missing for a primitive component, or of another type
     */
    public R read(Node node) {
        return builder.build(Map.of(ID, node.id()), node.attributes());
    }
}
