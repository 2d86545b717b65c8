package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The codes that stand for texts in rows of one schema of one graph, as far as they were asked for: a text that comes a second
 * time is asked for once, one that comes once never. Bounded: one entry for each place, the later one stays. Read and written
 * without a lock; entries are immutable.
 */
final class TextCodes {

    private static final int PLACES = 4_096;
    private static final int TEXT_LENGTH_MAX = 64;
    private static final int SPREAD = 0x9E3779B9;

    private final long graph;
    private final int schema;
    private final @Nullable Entry[] entries = new Entry[PLACES];
    private final int[] seen = new int[PLACES];
    /** Attributes whose column keeps texts without codes: asking is in vain. */
    private final boolean[] uncoded;

    /** The code of a text under one attribute. */
    record Entry(String text, int attribute, int generation, int code) {}

    TextCodes(long graph, int schema, int attributes) {
        this.graph = graph;
        this.schema = schema;
        uncoded = new boolean[attributes];
    }

    /** What stands for the text, or null when the text itself has to go. Crosses when it comes for the second time. */
    @Nullable
    Entry get(Session session, int attribute, String text) {
        int hash = hash(attribute, text);
        Entry entry = entries[place(hash)];
        if (entry != null && entry.attribute == attribute && entry.text.equals(text)) {
            return entry;
        }
        return missed(session, attribute, text, hash);
    }

    void put(Entry entry) {
        entries[place(hash(entry.attribute, entry.text))] = entry;
    }

    private static int hash(int attribute, String text) {
        return text.hashCode() + attribute * SPREAD;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    private @Nullable Entry missed(Session session, int attribute, String text, int hash) {
        int place = place(hash);
        if (seen[place] != hash) {
            seen[place] = hash;
            return null;
        }
        if (uncoded[attribute] || text.length() > TEXT_LENGTH_MAX) {
            return null;
        }
        Entry asked = ask(session, attribute, text);
        if (asked != null) {
            put(asked);
        }
        return asked;
    }

    private @Nullable Entry ask(Session session, int attribute, String text) {
        NativeBuffer out = session.name();
        out.clear();
        int length = out.putText(text, "text of the attribute");
        long began = session.begin(NativeFunction.GRAPH_TEXT_CODE);
        int status = KneiphofFunctions.graphTextCode(
                graph, schema, attribute, out.address(), length, session.out(), session.report());
        session.end(NativeFunction.GRAPH_TEXT_CODE, began, status, 0, length, 8);
        if (status == StatusCode.BUSY.code()) {
            return null;
        }
        session.check(status, text);
        int code = session.outInt(0);
        if (code == Layouts.TEXT_UNCODED) {
            uncoded[attribute] = true;
        }
        return code == Layouts.TEXT_UNCODED || code == Layouts.TEXT_UNKNOWN
                ? null
                : new Entry(text, attribute, session.outInt(4), code);
    }
}
