package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kneiphof.graph.Ids;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Native scratch memory that is written from its start and grows as needed. What it grows beyond {@link #KEPT_BYTES_MAX} it
 * gives back at once when the call is over: memory that waits for the garbage collector would pile up.
 */
final class NativeBuffer {

    static final long KEPT_BYTES_MAX = 1 << 20;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    /**
     * All memory. An access through the buffer's own segment checks its bounds, its thread and its life once for every number; here
     * one look at the room stands for all of them, and only this class holds the address.
     */
    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final int PLAIN_LENGTH_MAX = 1_024;
    private static final long UTF_8_BYTES_MAX = 3;

    private final long initialBytes;
    private MemorySegment memory;
    private long address;
    private long capacity;
    private long size;
    private @Nullable Arena large;

    NativeBuffer(long initialBytes) {
        this.initialBytes = initialBytes;
        memory = Arena.ofAuto().allocate(initialBytes, 64);
        address = memory.address();
        capacity = initialBytes;
    }

    long address() {
        return address;
    }

    long capacity() {
        return capacity;
    }

    /** Bytes written so far. */
    long size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for so many bytes behind those written. */
    void require(long more) {
        if (capacity - size < more) {
            grow(size + more);
        }
    }

    void putByte(int value) {
        require(1);
        MEMORY.set(JAVA_BYTE, address + size, (byte) value);
        size += 1;
    }

    void putShort(int value) {
        require(2);
        MEMORY.set(SHORT, address + size, (short) value);
        size += 2;
    }

    void putInt(int value) {
        require(4);
        MEMORY.set(INT, address + size, value);
        size += 4;
    }

    void putLong(long value) {
        require(8);
        MEMORY.set(LONG, address + size, value);
        size += 8;
    }

    void putBytes(byte[] bytes) {
        require(bytes.length);
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, size, bytes.length);
        size += bytes.length;
    }

    /** The bytes of another memory, as they lie. */
    void putSegment(MemorySegment bytes) {
        require(bytes.byteSize());
        MemorySegment.copy(bytes, 0, memory, size, bytes.byteSize());
        size += bytes.byteSize();
    }

    /** Zeros, which may be overwritten later by {@code set…}. */
    void putZeros(long count) {
        require(count);
        memory.asSlice(size, count).fill((byte) 0);
        size += count;
    }

    /** Leaves out so many bytes, every one of which has to be written later by {@code set…}; answers where they begin. */
    long skip(long count) {
        require(count);
        long start = size;
        size += count;
        return start;
    }

    /** Zeros up to the next multiple of eight, counted from {@code start}. */
    void pad(long start) {
        long missing = -(size - start) & 7;
        if (missing > 0) {
            require(8);
            MEMORY.set(LONG, address + size, 0);
            size += missing;
        }
    }

    /** The address of so many bytes, which have to be the buffer's. */
    private long within(long at, int bytes) {
        if ((at | capacity - bytes - at) < 0) {
            throw new IndexOutOfBoundsException(bytes + " bytes at " + at + " of " + capacity);
        }
        return address + at;
    }

    void setByte(long at, int value) {
        MEMORY.set(JAVA_BYTE, within(at, 1), (byte) value);
    }

    void setShort(long at, int value) {
        MEMORY.set(SHORT, within(at, 2), (short) value);
    }

    void setInt(long at, int value) {
        MEMORY.set(INT, within(at, 4), value);
    }

    void setLong(long at, long value) {
        MEMORY.set(LONG, within(at, 8), value);
    }

    void setFloat(long at, float value) {
        MEMORY.set(FLOAT, within(at, 4), value);
    }

    int getByte(long at) {
        return MEMORY.get(JAVA_BYTE, within(at, 1)) & 0xFF;
    }

    long getLong(long at) {
        return MEMORY.get(LONG, within(at, 8));
    }

    int getInt(long at) {
        return MEMORY.get(INT, within(at, 4));
    }

    float getFloat(long at) {
        return MEMORY.get(FLOAT, within(at, 4));
    }

    long[] longs(long at, int count) {
        var copy = new long[count];
        MemorySegment.copy(memory, LONG, at, copy, 0, count);
        return copy;
    }

    int[] ints(long at, int count) {
        var copy = new int[count];
        MemorySegment.copy(memory, INT, at, copy, 0, count);
        return copy;
    }

    byte[] bytes(long at, int count) {
        var copy = new byte[count];
        copyTo(at, copy, count);
        return copy;
    }

    void copyTo(long at, byte[] target, int length) {
        MemorySegment.copy(memory, JAVA_BYTE, at, target, 0, length);
    }

    /** What has been written. */
    byte[] toArray() {
        return memory.asSlice(0, size).toArray(JAVA_BYTE);
    }

    /**
     * Appends a plain text (1 to 1,024 characters of ASCII without control characters, as ids are) and answers its length. Of
     * any other it appends nothing and answers -1: the caller then checks it the long way.
     */
    int putPlain(String text) {
        int length = text.length();
        if (length == 0 || length > PLAIN_LENGTH_MAX) {
            return -1;
        }
        require(length + 8L);
        if (putWords(text, length) != 0) {
            return -1;
        }
        size += length;
        return length;
    }

    /**
     * Appends {@linkplain #putPlain plain} texts one behind the other, and writes behind the offset at {@code offsetsAt} where
     * each one ends, counted from where the first one begins. When one of them is not plain, or holds a question mark, it
     * appends nothing and answers false: the caller then goes the long way.
     */
    boolean putPlainTexts(List<String> texts, long offsetsAt) {
        long start = size;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int length = text == null ? 0 : text.length();
            if (length == 0 || length > PLAIN_LENGTH_MAX) {
                size = start;
                return false;
            }
            require(UTF_8_BYTES_MAX * length + 8L);
            // As a whole, which costs half of a loop over its characters. It writes a question mark for an unpaired
            // surrogate,
            // and the first character outside of ASCII stands where its index says: the look at all bytes finds either.
            memory.setString(size, text, UTF_8);
            size += length;
            setInt(offsetsAt + 4L * (i + 1), Math.toIntExact(size - start));
        }
        if (!isPlain(start)) {
            size = start;
            return false;
        }
        return true;
    }

    /** Whether all that was written from there on is ASCII without control characters and without question marks. */
    private boolean isPlain(long start) {
        require(8);
        MEMORY.set(LONG, address + size, AsciiWords.SPACES);
        // Counted by an int, with one look at the room for all of it: so it is compiled to instructions on many words
        // at once.
        long from = address + start;
        int words = Math.toIntExact(size - start + 7 >> 3);
        long odd = 0;
        for (int word = 0; word < words; word++) {
            odd |= AsciiWords.oddBitsOrQuestion(MEMORY.get(LONG, from + 8L * word));
        }
        return odd == 0;
    }

    /**
     * Appends the text as UTF-8 and answers its length in bytes. Strict: an unpaired surrogate is refused, never replaced.
     * {@code what} and {@code key} name the text in the error.
     */
    int putText(String text, String what, @Nullable String key) {
        int length = text.length();
        require(length + 8L);
        if ((putWords(text, length) & AsciiWords.HIGH_BITS) == 0) {
            size += length;
            return length;
        }
        long start = size;
        putUnicode(text, what, key);
        return Math.toIntExact(size - start);
    }

    int putText(String text, String what) {
        return putText(text, what, null);
    }

    /**
     * Writes the text behind what was written, in words; the last one overlaps the one before, so that no character is written
     * alone. Answers which {@linkplain AsciiWords#oddBits odd} characters were met.
     */
    private long putWords(String text, int length) {
        if (length < 8) {
            return putShortWord(text, length);
        }
        long odd = putWord(text, length - 8);
        for (int at = 0; at + 8 <= length; at += 8) {
            odd |= putWord(text, at);
        }
        return odd;
    }

    private long putWord(String text, int at) {
        long word = AsciiWords.packed(text, at);
        MEMORY.set(LONG, address + size + at, word);
        return AsciiWords.oddBits(word);
    }

    private long putShortWord(String text, int length) {
        long word = AsciiWords.padded(text, length);
        MEMORY.set(LONG, address + size, word);
        return AsciiWords.oddBits(AsciiWords.spaced(word, length));
    }

    private void putUnicode(String text, String what, @Nullable String key) {
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw Ids.unpairedSurrogate(key == null ? what : what + " '" + key + "'", text, at);
            }
            putCodePoint(codePoint);
            at += Character.charCount(codePoint);
        }
    }

    private void putCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            putByte(codePoint);
        } else if (codePoint < 0x800) {
            putByte(0xC0 | (codePoint >> 6));
            putByte(0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            putByte(0xE0 | (codePoint >> 12));
            putByte(0x80 | (codePoint >> 6 & 0x3F));
            putByte(0x80 | (codePoint & 0x3F));
        } else {
            putByte(0xF0 | (codePoint >> 18));
            putByte(0x80 | (codePoint >> 12 & 0x3F));
            putByte(0x80 | (codePoint >> 6 & 0x3F));
            putByte(0x80 | (codePoint & 0x3F));
        }
    }

    /** Whether there is something to {@linkplain #trim() give back}. */
    boolean isLarge() {
        return large != null;
    }

    /** Gives back what is above the size that is worth keeping. To be called by the thread that wrote. */
    void trim() {
        size = 0;
        Arena arena = large;
        if (arena != null) {
            large = null;
            OpenMemoryMeter.arenaClosed(capacity);
            memory = Arena.ofAuto().allocate(initialBytes, 64);
            address = memory.address();
            capacity = initialBytes;
            arena.close();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by trim(), or by the next growth
    private void grow(long needed) {
        long newCapacity = Math.max(needed, capacity * 2);
        Arena before = large;
        Arena arena = newCapacity > KEPT_BYTES_MAX ? Arena.ofConfined() : null;
        MemorySegment bigger = (arena == null ? Arena.ofAuto() : arena).allocate(newCapacity, 64);
        MemorySegment.copy(memory, 0, bigger, 0, size);
        if (arena != null) {
            OpenMemoryMeter.arenaOpened(newCapacity);
        }
        if (before != null) {
            OpenMemoryMeter.arenaClosed(capacity);
            before.close();
        }
        memory = bigger;
        address = bigger.address();
        capacity = newCapacity;
        large = arena;
    }
}
