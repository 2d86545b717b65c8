package dev.kneiphof.graph;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A text where it lies in native memory, as UTF-8. Comparing it copies nothing of it; {@link #toString()} does. After its
 * owner is closed, every access throws {@link IllegalStateException}.
 *
 * @param bytes read-only
 */
public record TextView(MemorySegment bytes) {

    public TextView {
        bytes = bytes.asReadOnly();
    }

    /** Length in bytes of UTF-8. */
    public long length() {
        return bytes.byteSize();
    }

    public boolean startsWith(String prefix) {
        return matches(prefix, prefix.length() <= bytes.byteSize());
    }

    public boolean contentEquals(String text) {
        return startsWith(text) && bytes.byteSize() == utf8Length(text);
    }

    private boolean matches(String text, boolean fits) {
        for (int i = 0; fits && i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= 0x80) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                return encoded.length <= bytes.byteSize()
                        && MemorySegment.ofArray(encoded).mismatch(bytes.asSlice(0, encoded.length)) < 0;
            }
            fits = bytes.get(JAVA_BYTE, i) == letter;
        }
        return fits;
    }

    private static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    /** The text. Copies it. */
    @Override
    public String toString() {
        return new String(bytes.toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
