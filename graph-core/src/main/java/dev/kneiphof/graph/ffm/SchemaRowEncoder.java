package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.SchemaRow;
import java.util.List;

/**
 * Writes a row of a schema: a head, a bit and a word of eight bytes for each attribute, labels, id, and the texts that have no
 * code. Methods are small on purpose, as those of {@link RowEncoder} are.
 */
final class SchemaRowEncoder {

    private static final int HEAD_BYTES = 32;
    private static final int VERSION = 8;
    private static final int HAS_NULLS = 2;
    private static final int LENGTH_BITS = 24;

    private SchemaRowEncoder() {}

    /** Writes the row to the session's request and answers the length. */
    static long encode(
            Session session, SymbolTable symbols, GraphOptions options, RegisteredSchema schema, SchemaRow row) {
        NativeBuffer out = session.request();
        out.clear();
        boolean nulls = row.hasNulls();
        int count = schema.schema().size();
        int bitmap = count + 63 >>> 6;
        long words = HEAD_BYTES + 8L * (nulls ? 2 * bitmap : bitmap);
        out.skip(words + 8L * count);
        bits(out, row, bitmap, nulls);
        words(out, row, words, count);
        List<String> labels = row.labels();
        if (!labels.isEmpty()) {
            labels(session, out, symbols, labels);
        }
        int idBytes = NodeCalls.put(out, row.id());
        int generation = texts(session, out, options, schema, row, words);
        head(out, schema.number(), generation, 0, idBytes, labels.size(), count, nulls);
        return out.size();
    }

    /** Room for a row that has a value for each attribute, and its bits; answers where the words begin. */
    static long reserve(NativeBuffer out, int count) {
        int bitmap = count + 63 >>> 6;
        long words = HEAD_BYTES + 8L * bitmap;
        out.skip(words + 8L * count);
        for (int at = 0; at < bitmap; at++) {
            int left = count - 64 * at;
            out.setLong(HEAD_BYTES + 8L * at, left >= 64 ? -1L : (1L << left) - 1);
        }
        return words;
    }

    static void head(
            NativeBuffer out,
            int schema,
            int generation,
            long version,
            int idBytes,
            int labels,
            int count,
            boolean nulls) {
        out.pad(0);
        out.setLong(0, Integer.toUnsignedLong(schema) | (long) generation << 32);
        out.setLong(VERSION, version);
        out.setLong(16, out.size() | (long) idBytes << 32);
        out.setLong(24, labels | count << 16 | (nulls ? (long) HAS_NULLS << 32 : 0));
    }

    /** The version that the node must have, 0 for any. */
    static void expect(NativeBuffer row, long version) {
        row.setLong(VERSION, version);
    }

    private static void bits(NativeBuffer out, SchemaRow row, int bitmap, boolean nulls) {
        for (int at = 0; at < bitmap; at++) {
            out.setLong(HEAD_BYTES + 8L * at, row.valid(at));
            if (nulls) {
                out.setLong(HEAD_BYTES + 8L * (bitmap + at), row.nulls(at));
            }
        }
    }

    private static void words(NativeBuffer out, SchemaRow row, long words, int count) {
        for (int place = 0; place < count; place++) {
            out.setLong(words + 8L * place, row.word(place));
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
        return offset << LENGTH_BITS | out.putText(text, "text of the attribute", key);
    }
}
