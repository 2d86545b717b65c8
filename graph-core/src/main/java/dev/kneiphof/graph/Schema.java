package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The attributes that nodes or edges of one kind have, each with its type: {@code Schema.EMPTY.with("born", Type.INTEGER).with("city",
 * Type.TEXT)}. What a row of a schema says crosses as one word of eight bytes for each attribute, without keys and tags, and a
 * text that comes again as a number: see {@link Graph#mergeNode(SchemaRow)} and {@link Graph#mergeEdge(SchemaRow)}. A schema is immutable and belongs to no graph; each
 * graph is told it once. A record has one of its own, see {@link NodeSchema#schema()} and {@link
 * EdgeSchema#schema()}.
 */
public final class Schema {

    /** The types whose values fit a word; any other value needs a {@link Node} or an {@link Edge}. */
    public enum Type {
        BOOLEAN,
        INTEGER,
        FLOAT,
        TEXT,
        INSTANT
    }

    /** One attribute. */
    public record Attribute(String key, Type type) {

        public Attribute {
            Ids.requireKey(key, Ids.NAME_BYTES_MAX);
            Objects.requireNonNull(type, "type");
        }
    }

    /** The schema without attributes. */
    public static final Schema EMPTY = new Schema(List.of());

    private final List<Attribute> attributes;
    private final Type[] types;

    private Schema(List<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
        types = attributes.stream().map(Attribute::type).toArray(Type[]::new);
    }

    /**
     * This schema and one attribute more, at the next place.
     *
     * @throws InvalidArgumentException when the key is none, or stands in the schema already
     */
    public Schema with(String key, Type type) {
        var more = new ArrayList<>(attributes);
        more.add(new Attribute(key, type));
        if (place(key) >= 0) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("an attribute stands twice in the schema")
                    .value(key));
        }
        return new Schema(more);
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    public int size() {
        return attributes.size();
    }

    /** The type of the attribute at a place. */
    public Type typeAt(int place) {
        return types[place];
    }

    /** The place of an attribute, by which rows set it, or -1. O(attributes): ask once, not for each row. */
    public int place(String key) {
        for (int place = 0; place < attributes.size(); place++) {
            if (attributes.get(place).key().equals(key)) {
                return place;
            }
        }
        return -1;
    }

    /** A row without values, to be filled and sent, again and again. */
    public SchemaRow row() {
        return new SchemaRow(this);
    }

    /** Of the same attributes in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
