package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.Schema.Attribute;
import java.util.stream.IntStream;

/** A schema as one graph knows it: its number there, and the codes of the texts in its rows. */
final class RegisteredSchema {

    private static final int MAGIC = 0x31534E4B;
    private static final int EDGE = 1 << 16;

    private final Schema schema;
    private final long graph;
    private final int number;
    private final int[] textPlaces;
    private volatile TextCodes codes;

    RegisteredSchema(Schema schema, long graph, int number) {
        this.schema = schema;
        this.graph = graph;
        this.number = number;
        textPlaces = IntStream.range(0, schema.size())
                .filter(place -> schema.attributes().get(place).type() == Schema.Type.TEXT)
                .toArray();
        codes = new TextCodes(graph, number, schema.size());
    }

    /** Tells the graph a schema. Crosses once, and once for each key that the graph did not know. */
    static RegisteredSchema of(GraphState graph, Session session, Subject subject, Schema schema) {
        Limits.requireCount(graph.options(), schema.size());
        NativeBuffer out = session.request();
        out.clear();
        encode(out, subject, schema, key -> {
            Ids.requireKey(key, graph.options().keyBytesMax());
            return graph.symbols().symbol(session, key);
        });
        long began = session.begin(NativeFunction.GRAPH_REGISTER_SCHEMA);
        int status = KneiphofFunctions.graphRegisterSchema(
                graph.number(), out.address(), out.size(), session.out(), session.report());
        session.end(NativeFunction.GRAPH_REGISTER_SCHEMA, began, status, 0, out.size(), 4);
        session.check(status);
        return new RegisteredSchema(schema, graph.number(), session.outInt(0));
    }

    /** The symbol of a key. */
    interface Symbols {
        int of(String key);
    }

    static void encode(NativeBuffer out, Subject subject, Schema schema, Symbols symbols) {
        out.putInt(MAGIC);
        out.putInt(schema.size() | (subject == Subject.EDGE ? EDGE : 0));
        for (Attribute attribute : schema.attributes()) {
            out.putLong(symbols.of(attribute.key()) | (long) tag(attribute.type()) << 16);
        }
    }

    private static int tag(Schema.Type type) {
        return switch (type) {
            case BOOLEAN -> Tags.BOOLEAN;
            case INTEGER -> Tags.INTEGER;
            case FLOAT -> Tags.FLOAT;
            case TEXT -> Tags.TEXT;
            case INSTANT -> Tags.INSTANT;
        };
    }

    Schema schema() {
        return schema;
    }

    int number() {
        return number;
    }

    /** The places of the attributes that are texts. */
    int[] textPlaces() {
        return textPlaces;
    }

    TextCodes codes() {
        return codes;
    }

    /** The graph has built its columns anew: codes mean something else there. */
    void forgetCodes() {
        codes = new TextCodes(graph, number, schema.size());
    }
}
