package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.SchemaRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row of a schema: a head, a bit and a word of eight bytes for each attribute, labels of a node, id, ends of an edge, and
 * the texts that have no code. Methods are small on purpose, as those of {@link RowEncoder} are.
 */
final class SchemaRowEncoder {

    static final int HEAD_BYTES = 32;
    static final int EDGE_HEAD_BYTES = 40;
    static final int IS_EDGE = 4;
    static final int BY_NUMBER = 8;

    private static final int VERSION = 8;
    private static final int HAS_NULLS = 2;
    private static final int LENGTH_BITS = 24;

    private SchemaRowEncoder() {}

    /** Writes the row of a node to the session's request and answers the length; its number, if any, in place of its id. */
    static long node(
            Session session,
            SymbolTable symbols,
            GraphOptions options,
            RegisteredSchema schema,
            SchemaRow row,
            long number) {
        NativeBuffer out = session.request();
        int nulls = row.hasNulls() ? HAS_NULLS : 0;
        int count = schema.schema().size();
        long words = values(out, row, HEAD_BYTES, count, nulls);
        List<String> labels = row.labels();
        if (!labels.isEmpty()) {
            labels(session, out, symbols, labels);
        }
        int idBytes = number == 0 ? NodeCalls.put(out, row.id()) : number(out, number);
        int generation = texts(session, out, options, schema, row, words);
        head(out, schema.number(), generation, 0, idBytes, labels.size(), count, nulls | byNumber(number));
        return out.size();
    }

    /** Writes the row of an edge, as above. */
    static long edge(
            Session session, SymbolTable symbols, GraphOptions options, RegisteredSchema schema, SchemaRow row) {
        NativeBuffer out = session.request();
        int nulls = row.hasNulls() ? HAS_NULLS : 0;
        int count = schema.schema().size();
        long words = values(out, row, EDGE_HEAD_BYTES, count, nulls);
        int type = type(session, symbols, row.type());
        boolean byNumber = row.endsByNumber();
        int idBytes = byNumber ? numbers(out, row) : names(out, row);
        int generation = texts(session, out, options, schema, row, words);
        int flags = nulls | IS_EDGE | (byNumber ? BY_NUMBER : 0);
        head(out, schema.number(), generation, 0, idBytes, type, count, flags);
        return out.size();
    }

    private static int names(NativeBuffer out, SchemaRow row) {
        return names(out, row.id().isEmpty() ? null : row.id(), row.source(), row.target(), row.type());
    }

    /** As the names of an edge, with the numbers of its ends. */
    private static int numbers(NativeBuffer out, SchemaRow row) {
        int idBytes = row.id().isEmpty() ? 0 : EdgeCalls.put(out, row.id());
        out.setLong(HEAD_BYTES, number(out, row.sourceNumber()) | (long) number(out, row.targetNumber()) << 32);
        return idBytes;
    }

    /** The bits and words of the values behind room for the head; answers where the words begin. */
    private static long values(NativeBuffer out, SchemaRow row, int headBytes, int count, int nulls) {
        out.clear();
        int bitmap = count + 63 >>> 6;
        long words = headBytes + 8L * (nulls == 0 ? bitmap : 2 * bitmap);
        out.skip(words + 8L * count);
        bits(out, row, headBytes, bitmap, nulls);
        for (int place = 0; place < count; place++) {
            out.setLong(words + 8L * place, row.word(place));
        }
        return words;
    }

    /** Room for a row that has a value for each attribute, and its bits behind the head; answers where the words begin. */
    static long reserve(NativeBuffer out, int headBytes, int count) {
        int bitmap = count + 63 >>> 6;
        long words = headBytes + 8L * bitmap;
        out.skip(words + 8L * count);
        for (int at = 0; at < bitmap; at++) {
            int left = count - 64 * at;
            out.setLong(headBytes + 8L * at, left >= 64 ? -1L : (1L << left) - 1);
        }
        return words;
    }

    /** Writes the number of a node in place of its id; answers the length. */
    static int number(NativeBuffer out, long number) {
        out.putLong(number);
        return Long.BYTES;
    }

    /** The flag of a row with a number. */
    static int byNumber(long number) {
        return number == 0 ? 0 : BY_NUMBER;
    }

    static void head(
            NativeBuffer out,
            int schema,
            int generation,
            long version,
            int idBytes,
            int labelsOrType,
            int count,
            int flags) {
        out.pad(0);
        out.setLong(0, Integer.toUnsignedLong(schema) | (long) generation << 32);
        out.setLong(VERSION, version);
        out.setLong(16, out.size() | (long) idBytes << 32);
        out.setLong(24, labelsOrType | (long) count << 16 | (long) flags << 32);
    }

    /** Id and ends of an edge, and the lengths of these, which its head has more; answers that of the id, 0 for a derived one. */
    static int names(NativeBuffer out, @Nullable String id, String source, String target, @Nullable String type) {
        String explicitId = RowEncoder.explicitId(id, source, target, type);
        int idBytes = explicitId == null ? 0 : EdgeCalls.put(out, explicitId);
        long sourceBytes = NodeCalls.put(out, source);
        out.setLong(HEAD_BYTES, sourceBytes | (long) NodeCalls.put(out, target) << 32);
        return idBytes;
    }

    /** What stands for the type of an edge; 0 for none. */
    static int type(Session session, SymbolTable symbols, @Nullable String type) {
        return type == null ? 0 : symbols.symbol(session, type) + 1;
    }

    /** The version that the node or edge must have, 0 for any. */
    static void expect(NativeBuffer row, long version) {
        row.setLong(VERSION, version);
    }

    private static void bits(NativeBuffer out, SchemaRow row, int headBytes, int bitmap, int nulls) {
        for (int at = 0; at < bitmap; at++) {
            out.setLong(headBytes + 8L * at, row.valid(at));
            if (nulls != 0) {
                out.setLong(headBytes + 8L * (bitmap + at), row.nulls(at));
            }
        }
    }

    static void labels(Session session, NativeBuffer out, SymbolTable symbols, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            out.putShort(symbols.symbol(session, labels.get(i)));
        }
        out.pad(0);
    }

    /** The words of the texts; answers the generation of their codes, 0 without any. */
    private static int texts(
            Session session,
            NativeBuffer out,
            GraphOptions options,
            RegisteredSchema schema,
            SchemaRow row,
            long words) {
        int generation = 0;
        TextCodes codes = schema.codes();
        for (int place : schema.textPlaces()) {
            String text = row.text(place);
            if (text == null) {
                continue;
            }
            TextCodes.Entry code = codes.get(session, place, text);
            if (code == null || generation != 0 && generation != code.generation()) {
                out.setLong(words + 8L * place, itself(out, options, schema, place, text));
            } else {
                generation = code.generation();
                out.setLong(words + 8L * place, Long.MIN_VALUE | code.code());
            }
        }
        return generation;
    }

    /** The word of a text that goes as it is. */
    static long itself(NativeBuffer out, GraphOptions options, RegisteredSchema schema, int place, String text) {
        String key = schema.schema().attributes().get(place).key();
        Limits.requireSize(options, key, text.length());
        long offset = out.size();
        int length = out.putText(text, "text of the attribute", key);
        Limits.requireSize(options, key, length);
        return offset << LENGTH_BITS | length;
    }
}
