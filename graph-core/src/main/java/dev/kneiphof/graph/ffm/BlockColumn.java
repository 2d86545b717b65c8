package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.ColumnValues.Codes;
import dev.kneiphof.graph.ColumnValues.Texts;
import dev.kneiphof.graph.ColumnValues.Truths;
import dev.kneiphof.graph.ColumnValues.Words;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a block: numbers and codes are copied as they lie, only texts are encoded. Small methods: see {@link
 * RowEncoder}.
 */
final class BlockColumn implements Column {

    /** Of a text and where it ends: a longer one then still grows the buffer. */
    static final long TEXT_BYTES_EXPECTED = 24;
    /** Of a descriptor, a key and what is padded. */
    private static final long COLUMN_HEAD_BYTES = 512;

    private final int role;
    private final String key;
    private final String what;
    private final ColumnValues values;
    private final @Nullable BitSet present;

    /** The column before this one that writes the same dictionary. */
    private @Nullable BlockColumn sharing;

    private @Nullable Bytes dictionary;

    /** {@code what} names a text in errors. */
    BlockColumn(int role, String key, String what, ColumnValues values) {
        this.role = role;
        this.key = key;
        this.what = what;
        this.values = values;
        this.present = presentIn(values);
    }

    /** Refers to the dictionary of a column that is written before this one, when both have the very same. */
    @SuppressWarnings("ReferenceEquality") // comparing the texts would cost what sharing them saves
    BlockColumn sharing(BlockColumn before) {
        if (values instanceof Codes own
                && before.values instanceof Codes others
                && own.dictionary() == others.dictionary()) {
            sharing = before;
        }
        return this;
    }

    /** The rows that have a value; null for all. */
    private static @Nullable BitSet presentIn(ColumnValues values) {
        return switch (values) {
            case Words words -> words.present();
            case Truths truths -> truths.present();
            case Texts texts -> presentIn(texts.texts());
            case Codes codes -> presentIn(codes);
            case ColumnValues.Mixed mixed -> throw new IllegalArgumentException(mixed + " is no column of one layout");
        };
    }

    private static @Nullable BitSet presentIn(List<? extends @Nullable String> texts) {
        BitSet present = null;
        for (int row = 0; row < texts.size(); row++) {
            if (texts.get(row) == null) {
                present = without(present, row, texts.size());
            }
        }
        return present;
    }

    private static @Nullable BitSet presentIn(Codes codes) {
        if (isComplete(codes)) {
            return null;
        }
        BitSet present = null;
        int rows = codes.size();
        for (int row = 0; row < rows; row++) {
            if (codes.codeAt(row) < 0) {
                present = without(present, row, rows);
            }
        }
        return present;
    }

    /** Whether every code is a place of the dictionary: a loop without a way out of it, as the compiler likes it. */
    private static boolean isComplete(Codes codes) {
        MemorySegment all = codes.codes();
        int last = codes.dictionary().size() - 1;
        int odd = 0;
        for (int row = 0; row < codes.size(); row++) {
            int code = all.get(JAVA_INT_UNALIGNED, 4L * row);
            odd |= code | last - code;
        }
        return odd >= 0;
    }

    private static BitSet without(@Nullable BitSet present, int row, int rows) {
        BitSet rest = present;
        if (rest == null) {
            rest = new BitSet(rows);
            rest.set(0, rows);
        }
        rest.clear(row);
        return rest;
    }

    @Override
    public int role() {
        return role;
    }

    @Override
    public int layout() {
        return switch (values) {
            case Words words ->
                switch (words.type()) {
                    case INTEGER -> Tags.INTEGER;
                    case FLOAT -> Tags.FLOAT;
                    case INSTANT -> Tags.INSTANT;
                };
            case Truths truths -> Tags.BOOLEAN;
            case Codes codes -> Tags.DICTIONARY;
            default -> Tags.TEXT;
        };
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean isComplete() {
        return present == null;
    }

    @Override
    public void writeValidity(NativeBuffer out) {
        if (present != null) {
            writeBits(out, present);
        }
    }

    @Override
    public @Nullable Bytes writeData(NativeBuffer out, long sectionStart, PendingHandles pending) {
        return switch (values) {
            case Words words -> {
                out.putSegment(words.words());
                yield null;
            }
            case Truths truths -> {
                writeBits(out, truths.truths());
                yield null;
            }
            case Codes codes -> writeCodes(out, sectionStart, codes);
            case Texts texts -> writeTexts(out, sectionStart, texts.texts());
            default -> throw new IllegalArgumentException("no layout");
        };
    }

    /** A bit for each row, in whole bytes; a set may hold bits beyond the last row. */
    private void writeBits(NativeBuffer out, BitSet bits) {
        int rows = values.size();
        long start = out.size();
        out.putZeros((rows + 7) >> 3);
        for (int row = bits.nextSetBit(0); row >= 0 && row < rows; row = bits.nextSetBit(row + 1)) {
            Bits.set(out, start, row);
        }
    }

    private Bytes writeCodes(NativeBuffer out, long sectionStart, Codes codes) {
        out.putSegment(codes.codes());
        if (sharing != null && sharing.dictionary != null) {
            return sharing.dictionary;
        }
        out.pad(sectionStart);
        List<String> entries = codes.dictionary();
        long offsets = out.skip(4L * (entries.size() + 1));
        writeAll(out, offsets, entries);
        dictionary = new Bytes(offsets, entries.size());
        return dictionary;
    }

    private Bytes writeTexts(NativeBuffer out, long sectionStart, List<? extends @Nullable String> texts) {
        long offsets = out.skip(4L * (texts.size() + 1));
        out.pad(sectionStart);
        long heap = out.size();
        writeAll(out, offsets, texts);
        return new Bytes(heap, out.size() - heap);
    }

    /** The texts one behind the other, and where each ends. */
    private void writeAll(NativeBuffer out, long offsets, List<? extends @Nullable String> texts) {
        long heap = out.size();
        out.setInt(offsets, 0);
        for (int at = 0; at < texts.size(); at++) {
            String text = texts.get(at);
            if (text != null) {
                out.putText(text, what, key.isEmpty() ? null : key);
            } else if (values instanceof Codes codes) {
                codes.requireText(at);
            }
            out.setInt(offsets + 4L * (at + 1), Math.toIntExact(out.size() - heap));
        }
    }

    /** Bytes that the column takes, its texts by a guess. */
    long bytesExpected() {
        long rows = values.size();
        long data = switch (values) {
            case Words words -> Long.BYTES * rows;
            case Codes codes ->
                Integer.BYTES * rows
                        + (sharing == null
                                ? TEXT_BYTES_EXPECTED * codes.dictionary().size()
                                : 0);
            case Truths truths -> rows / Byte.SIZE;
            default -> TEXT_BYTES_EXPECTED * rows;
        };
        return data + rows / Byte.SIZE + COLUMN_HEAD_BYTES;
    }

    /** How many rows lack a value: an id, for one, must not. */
    int missing() {
        return present == null ? 0 : values.size() - present.cardinality();
    }
}
