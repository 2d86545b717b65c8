package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Schema;
import org.jspecify.annotations.Nullable;

/** What nodes of one kind, or edges of one, have in common: keys in an order, and a type under each. Known to the graph once it has a schema. */
final class RowShape {

    private final String[] keys;
    private final Schema.Type[] types;
    private @Nullable RegisteredSchema schema;

    /** Rows more of this shape than of others that came in its place; racy, because nothing but speed depends on it. */
    private int rows;

    private RowShape(String[] keys, Schema.Type[] types) {
        this.keys = keys;
        this.types = types;
    }

    /** The shape of these attributes, or null when one of them fits no word. */
    static @Nullable RowShape of(Attributes attributes) {
        var keys = new String[attributes.size()];
        var types = new Schema.Type[keys.length];
        for (int place = 0; place < keys.length; place++) {
            Schema.Type type = typeOf(attributes.givenAt(place));
            if (type == null) {
                return null;
            }
            keys[place] = attributes.keyAt(place);
            types[place] = type;
        }
        return new RowShape(keys, types);
    }

    private static Schema.@Nullable Type typeOf(Object given) {
        return switch (given) {
            case Long number -> Schema.Type.INTEGER;
            case Integer number -> Schema.Type.INTEGER;
            case IntegerValue number -> Schema.Type.INTEGER;
            case Double number -> Schema.Type.FLOAT;
            case FloatValue number -> Schema.Type.FLOAT;
            case Boolean truth -> Schema.Type.BOOLEAN;
            case BooleanValue truth -> Schema.Type.BOOLEAN;
            case String text -> Schema.Type.TEXT;
            case TextValue text -> Schema.Type.TEXT;
            case InstantValue instant -> Schema.Type.INSTANT;
            default -> null;
        };
    }

    /** Whether these attributes have the same keys and types. */
    boolean fits(Attributes attributes) {
        if (attributes.size() != keys.length) {
            return false;
        }
        for (int place = 0; place < keys.length; place++) {
            if (!hasKey(place, attributes.keyAt(place)) || typeOf(attributes.givenAt(place)) != types[place]) {
                return false;
            }
        }
        return true;
    }

    /** Rows of one kind have mostly the very same strings as keys. */
    @SuppressWarnings("ReferenceEquality") // the quick answer, before the right one
    boolean hasKey(int place, String key) {
        String own = keys[place];
        return own == key || own.equals(key);
    }

    int size() {
        return keys.length;
    }

    Schema.Type typeAt(int place) {
        return types[place];
    }

    /** The schema, once the graph was told it. */
    @Nullable
    RegisteredSchema schema() {
        return schema;
    }

    void register(RegisteredSchema registered) {
        schema = registered;
    }

    /** One row more that fits; answers how many there are, up to a number after which they need not be counted. */
    int counted() {
        rows = Math.min(rows + 1, RowShapes.ROWS_BEFORE);
        return rows;
    }

    /** One row that does not fit; answers whether the place is better given to another shape. */
    boolean isOutnumbered() {
        rows -= 2;
        return rows < 0;
    }

    /** What a schema of this shape is. */
    Schema toSchema() {
        Schema whole = Schema.EMPTY;
        for (int place = 0; place < keys.length; place++) {
            whole = whole.with(keys[place], types[place]);
        }
        return whole;
    }
}
