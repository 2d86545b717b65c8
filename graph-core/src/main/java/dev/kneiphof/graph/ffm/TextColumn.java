package dev.kneiphof.graph.ffm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids, ends, types or labels: a text for each row, or none. Small methods: see {@link RowEncoder}. */
final class TextColumn implements Column {

    private final int role;
    private final int layout;
    private final String what;
    private @Nullable String[] texts = new String[64];
    private int rows;
    private int present;

    /** {@code what} names a text in errors. */
    TextColumn(int role, int layout, String what) {
        this.role = role;
        this.layout = layout;
        this.what = what;
    }

    void add(@Nullable String text) {
        if (rows == texts.length) {
            texts = Arrays.copyOf(texts, 2 * rows);
        }
        texts[rows++] = text;
        if (text != null) {
            present++;
        }
    }

    boolean isEmpty() {
        return present == 0;
    }

    @Override
    public int role() {
        return role;
    }

    @Override
    public int layout() {
        return layout;
    }

    @Override
    public String key() {
        return "";
    }

    @Override
    public boolean isComplete() {
        return present == rows;
    }

    @Override
    public void writeValidity(NativeBuffer out) {
        long start = out.size();
        out.putZeros((rows + 7) >> 3);
        for (int row = 0; row < rows; row++) {
            if (texts[row] != null) {
                Bits.set(out, start, row);
            }
        }
    }

    @Override
    public Bytes writeData(NativeBuffer out, long sectionStart, PendingHandles pending) {
        return layout == Tags.DICTIONARY
                ? Dictionary.write(out, sectionStart, texts, rows, what, null)
                : writeTexts(out, sectionStart);
    }

    private Bytes writeTexts(NativeBuffer out, long sectionStart) {
        long offsets = out.skip(4L * (rows + 1));
        out.pad(sectionStart);
        long heap = out.size();
        out.setInt(offsets, 0);
        for (int row = 0; row < rows; row++) {
            writeText(out, row);
            out.setInt(offsets + 4L * (row + 1), Math.toIntExact(out.size() - heap));
        }
        return new Bytes(heap, out.size() - heap);
    }

    private void writeText(NativeBuffer out, int row) {
        String text = texts[row];
        if (text != null) {
            out.putText(text, what);
        }
    }

    /** Each text once, in the order of its first row, and a code for each row. */
    static final class Dictionary {

        private Dictionary() {}

        static Bytes write(
                NativeBuffer out,
                long sectionStart,
                @Nullable String[] texts,
                int rows,
                String what,
                @Nullable String key) {
            List<String> entries = writeCodes(out, texts, rows);
            out.pad(sectionStart);
            long start = out.size();
            writeEntries(out, entries, what, key);
            return new Bytes(start, entries.size());
        }

        @SuppressWarnings("ReferenceEquality") // a run of the same string needs no look-up
        private static List<String> writeCodes(NativeBuffer out, @Nullable String[] texts, int rows) {
            var entries = new ArrayList<String>();
            var codes = new HashMap<String, Integer>();
            long at = out.skip(4L * rows);
            String last = null;
            int code = 0;
            for (int row = 0; row < rows; row++) {
                String text = texts[row];
                if (text != null && text != last) {
                    code = codeOf(text, codes, entries);
                    last = text;
                }
                out.setInt(at + 4L * row, text == null ? 0 : code);
            }
            return entries;
        }

        private static int codeOf(String text, Map<String, Integer> codes, List<String> entries) {
            Integer code = codes.get(text);
            if (code == null) {
                code = entries.size();
                codes.put(text, code);
                entries.add(text);
            }
            return code;
        }

        private static void writeEntries(NativeBuffer out, List<String> entries, String what, @Nullable String key) {
            long offsets = out.skip(4L * (entries.size() + 1));
            long heap = out.size();
            out.setInt(offsets, 0);
            for (int i = 0; i < entries.size(); i++) {
                out.putText(entries.get(i), what, key);
                out.setInt(offsets + 4L * (i + 1), Math.toIntExact(out.size() - heap));
            }
        }
    }
}
