package dev.kneiphof.graph;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One node as its schema says it: id, labels, and a value for each attribute that is set. The object is filled, given to a graph
 * and filled again; it keeps nothing of a graph, allocates nothing while it is filled, and is no more than one thread's.
 *
 * <pre>
 * place      0      1        2      3
 * valid      1      1        0      1        a bit each; 0 = the node gets no value
 * word     1815   bits of 2.5  0      0      integer, float, boolean (0 or 1), microseconds; 0 for a text
 * text       –      –        –    "London"
 * </pre>
 */
public final class SchemaRow {

    private final Schema schema;
    private final long[] words;
    private final @Nullable String[] texts;
    private final long[] valid;
    private final long[] nulls;
    private String id = "";
    private List<String> labels = List.of();

    SchemaRow(Schema schema) {
        this.schema = schema;
        words = new long[schema.size()];
        texts = new String[schema.size()];
        valid = new long[(schema.size() + 63) >>> 6];
        nulls = new long[valid.length];
    }

    public Schema schema() {
        return schema;
    }

    /** Forgets id, labels and values. */
    public SchemaRow clear() {
        id = "";
        labels = List.of();
        Arrays.fill(words, 0);
        Arrays.fill(texts, null);
        Arrays.fill(valid, 0);
        Arrays.fill(nulls, 0);
        return this;
    }

    public SchemaRow id(String newId) {
        id = newId;
        return this;
    }

    public SchemaRow labels(List<String> newLabels) {
        labels = Ids.requireLabels(newLabels);
        return this;
    }

    /** Labels that were checked before. */
    SchemaRow knownLabels(List<String> checked) {
        labels = checked;
        return this;
    }

    public SchemaRow set(int place, long value) {
        require(place, Schema.Type.INTEGER);
        return put(place, value);
    }

    public SchemaRow set(int place, double value) {
        require(place, Schema.Type.FLOAT);
        return put(place, Double.doubleToRawLongBits(value));
    }

    public SchemaRow set(int place, boolean value) {
        require(place, Schema.Type.BOOLEAN);
        return put(place, value ? 1 : 0);
    }

    public SchemaRow set(int place, String value) {
        require(place, Schema.Type.TEXT);
        return putText(place, Objects.requireNonNull(value, "text"));
    }

    /** Exact to the microsecond, as every {@link AttributeValue.InstantValue}. */
    public SchemaRow set(int place, Instant value) {
        require(place, Schema.Type.INSTANT);
        ValueConversion.requireMicroseconds(value);
        return put(place, ValueConversion.microseconds(value));
    }

    /** An explicit null, other than no value. */
    public SchemaRow setNull(int place) {
        unset(place);
        nulls[place >>> 6] |= 1L << place;
        return this;
    }

    /** No value: an add leaves the attribute out, a merge keeps what is there. */
    public SchemaRow unset(int place) {
        put(place, 0);
        texts[place] = null;
        valid[place >>> 6] &= ~(1L << place);
        return this;
    }

    SchemaRow put(int place, long word) {
        words[place] = word;
        valid[place >>> 6] |= 1L << place;
        nulls[place >>> 6] &= ~(1L << place);
        return this;
    }

    SchemaRow putText(int place, String text) {
        texts[place] = text;
        return put(place, 0);
    }

    public String id() {
        return id;
    }

    public List<String> labels() {
        return labels;
    }

    /** The word of a value that is no text; 0 where there is none. */
    public long word(int place) {
        return words[place];
    }

    /** The text of a value that is one. */
    public @Nullable String text(int place) {
        return texts[place];
    }

    /** 64 attributes from {@code 64 × at} on: whether they have values, the lowest bit first. */
    public long valid(int at) {
        return valid[at];
    }

    /** The same of explicit nulls. */
    public long nulls(int at) {
        return nulls[at];
    }

    public boolean hasNulls() {
        long any = 0;
        for (long bits : nulls) {
            any |= bits;
        }
        return any != 0;
    }

    /** The node that the row stands for. Copies everything. */
    public Node node() {
        var keys = new String[words.length];
        var values = new AttributeValue[words.length];
        int count = 0;
        for (int place = 0; place < words.length; place++) {
            AttributeValue value = value(place);
            if (value != null) {
                keys[count] = schema.attributes().get(place).key();
                values[count++] = value;
            }
        }
        return new Node(id, labels, Attributes.ofDistinct(keys, values, count));
    }

    private @Nullable AttributeValue value(int place) {
        if ((nulls[place >>> 6] >>> place & 1) != 0) {
            return AttributeValue.NullValue.INSTANCE;
        }
        if ((valid[place >>> 6] >>> place & 1) == 0) {
            return null;
        }
        String text = texts[place];
        return switch (schema.typeAt(place)) {
            case BOOLEAN -> new AttributeValue.BooleanValue(words[place] != 0);
            case INTEGER -> new AttributeValue.IntegerValue(words[place]);
            case FLOAT -> new AttributeValue.FloatValue(Double.longBitsToDouble(words[place]));
            case INSTANT -> AttributeValue.InstantValue.ofMicroseconds(words[place]);
            case TEXT -> text == null ? null : new AttributeValue.TextValue(text);
        };
    }

    private void require(int place, Schema.Type type) {
        if (schema.typeAt(place) != type) {
            throw mismatch(place, type);
        }
    }

    private GraphException mismatch(int place, Schema.Type type) {
        Schema.Attribute attribute = schema.attributes().get(place);
        return GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail("the attribute " + attribute.key() + " of the schema is of type " + attribute.type() + ", not "
                        + type)
                .value(attribute.key()));
    }
}
