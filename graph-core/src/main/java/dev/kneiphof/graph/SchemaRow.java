package dev.kneiphof.graph;

import dev.kneiphof.graph.GraphShape.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One node or edge as its schema says it: the id and labels of a node, or the {@linkplain #ends ends}, type and perhaps an id of an
 * edge, and a value for each attribute that is set. The object is filled, given to a graph and filled again; it keeps nothing of a
 * graph, allocates nothing while it is filled, and is no more than one thread's.
 *
 * <pre>
 * place      0      1        2      3
 * valid      1      1        0      1        a bit each; 0 = the row gets no value
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
    private Subject subject = Subject.NODE;
    private String source = "";
    private String target = "";
    private long sourceNumber;
    private long targetNumber;
    private @Nullable String type;

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

    /** Forgets id, labels, ends, type and values. */
    public SchemaRow clear() {
        id = "";
        labels = List.of();
        subject = Subject.NODE;
        ends("", "", 0, 0);
        type = null;
        Arrays.fill(words, 0);
        Arrays.fill(texts, null);
        Arrays.fill(valid, 0);
        Arrays.fill(nulls, 0);
        return this;
    }

    /** Of a node its id; of an edge its own id, or an empty one for the derived id. */
    public SchemaRow id(String newId) {
        id = newId;
        return this;
    }

    public SchemaRow labels(List<String> newLabels) {
        labels = Ids.requireLabels(newLabels);
        return this;
    }

    /** Makes the row one of an edge between these nodes. */
    public SchemaRow ends(String newSource, String newTarget) {
        subject = Subject.EDGE;
        return ends(Objects.requireNonNull(newSource, "source"), Objects.requireNonNull(newTarget, "target"), 0, 0);
    }

    /**
     * Makes the row one of an edge between the nodes with these numbers, which {@link BatchedReads#findNodes} tells of the graph that
     * the row is given to: no id is written, hashed or looked up. The graph refuses a number that names no node any more; one of
     * another graph names whatever node has that number here.
     *
     * @throws InvalidArgumentException when a number is 0, which is that of no node
     */
    public SchemaRow ends(long newSource, long newTarget) {
        if (newSource == 0 || newTarget == 0) {
            throw misused("0 is the number of no node, and cannot be the " + (newSource == 0 ? "source" : "target")
                    + "; the row has the id");
        }
        subject = Subject.EDGE;
        return ends("", "", newSource, newTarget);
    }

    private SchemaRow ends(String newSource, String newTarget, long newSourceNumber, long newTargetNumber) {
        source = newSource;
        target = newTarget;
        sourceNumber = newSourceNumber;
        targetNumber = newTargetNumber;
        return this;
    }

    /** Of an edge; null for none. */
    public SchemaRow type(@Nullable String newType) {
        type = newType == null ? null : Ids.requireType(newType);
        return this;
    }

    /** A type that was checked before. */
    SchemaRow knownType(@Nullable String checked) {
        type = checked;
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
        String key = schema.attributes().get(place).key();
        return put(place, ValueConversion.microseconds(key, ValueConversion.requireMicroseconds(key, value)));
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

    /** Of an edge; empty of a node, and where a number stands. */
    public String source() {
        return source;
    }

    /** Of an edge; empty of a node, and where a number stands. */
    public String target() {
        return target;
    }

    /** The number that stands in place of the source's id; 0 for none. */
    public long sourceNumber() {
        return sourceNumber;
    }

    /** The number that stands in place of the target's id; 0 for none. */
    public long targetNumber() {
        return targetNumber;
    }

    /** Whether {@linkplain #ends(long, long) numbers} stand for the ends. */
    public boolean endsByNumber() {
        return sourceNumber != 0;
    }

    public @Nullable String type() {
        return type;
    }

    /** Of what this is a row: of an edge once it has ends. */
    public Subject subject() {
        return subject;
    }

    /**
     * The id that names the node or edge in a graph: its own, or the derived one of an edge.
     *
     * @throws InvalidArgumentException when it is derived of {@linkplain #ends(long, long) numbers}, whose ids only a graph knows
     */
    public String effectiveId() {
        return subject == Subject.EDGE && id.isEmpty() ? Ids.derivedEdgeId(named(source), named(target), type) : id;
    }

    private String named(String end) {
        if (endsByNumber()) {
            throw misused("the ends are the numbers " + sourceNumber + " and " + targetNumber
                    + ", whose ids only a graph knows: the edge");
        }
        return end;
    }

    /**
     * This row, if it is one of a node, or of an edge, and has nothing that only the other may have.
     *
     * @throws InvalidArgumentException otherwise
     */
    public SchemaRow require(Subject expected) {
        boolean isEdge = expected == Subject.EDGE;
        if (subject != expected) {
            throw misused(
                    isEdge
                            ? "the row has no ends, so it is no edge: give it ends() first; it has the id"
                            : "the row has ends, so it is no node: clear() it first; it has the id");
        }
        if (isEdge ? !labels.isEmpty() : type != null) {
            throw misused(
                    isEdge
                            ? "an edge has no labels, the row has " + labels + " and the id"
                            : "a node has no type, the row has '" + type + "' and the id");
        }
        return this;
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
        require(Subject.NODE);
        return new Node(id, labels, attributes());
    }

    /**
     * The edge that the row stands for. Copies everything.
     *
     * @throws InvalidArgumentException when its ends are {@linkplain #ends(long, long) numbers}
     */
    public Edge edge() {
        require(Subject.EDGE);
        return new Edge(id.isEmpty() ? null : id, named(source), named(target), type, attributes());
    }

    private Attributes attributes() {
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
        return Attributes.ofDistinct(keys, values, count);
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

    private GraphException misused(String detail) {
        return GraphException.of(
                Failure.of(StatusCode.INVALID_ARGUMENT).detail(detail).value(id));
    }

    private GraphException mismatch(int place, Schema.Type type) {
        Schema.Attribute attribute = schema.attributes().get(place);
        return GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail("the attribute " + attribute.key() + " of the schema is of type " + attribute.type() + ", not "
                        + type)
                .value(attribute.key()));
    }
}
