package dev.kneiphof.graph.ffm;

/**
 * Texts of ASCII, eight characters at a time: a loop over single characters takes longer than the look-up that an id is read
 * for, and bytes written one by one cannot be read as words at once.
 */
public final class AsciiWords {

    /** Of a byte outside of ASCII. */
    static final long HIGH_BITS = 0x8080808080808080L;

    static final long SPACES = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;
    private static final long QUESTIONS = 0x3F3F3F3F3F3F3F3FL;

    private AsciiWords() {}

    /** Whether the text is ASCII without control characters, and not empty: as ids, keys and labels almost always are. */
    public static boolean isPlain(String text) {
        int length = text.length();
        int odd = 0;
        for (int at = 0; at < length; at++) {
            int c = text.charAt(at);
            odd |= c - ' ' | '~' - c;
        }
        return length > 0 && odd >= 0;
    }

    /** Eight characters as the bytes of a word, the first one lowest; -1 when one of them is outside of ASCII. */
    static long packed(String text, int at) {
        char c0 = text.charAt(at);
        char c1 = text.charAt(at + 1);
        char c2 = text.charAt(at + 2);
        char c3 = text.charAt(at + 3);
        char c4 = text.charAt(at + 4);
        char c5 = text.charAt(at + 5);
        char c6 = text.charAt(at + 6);
        char c7 = text.charAt(at + 7);
        if ((c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7) >= 0x80) {
            return -1;
        }
        return c0
                | ((long) c1 << 8)
                | ((long) c2 << 16)
                | ((long) c3 << 24)
                | ((long) c4 << 32)
                | ((long) c5 << 40)
                | ((long) c6 << 48)
                | ((long) c7 << 56);
    }

    /** A text of fewer than eight characters as one word, zeros behind it; -1 when one of them is outside of ASCII. */
    static long padded(String text, int length) {
        long word = 0;
        for (int at = length - 1; at >= 0; at--) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                return -1;
            }
            word = word << 8 | c;
        }
        return word;
    }

    /** A short word with spaces where it has no characters. */
    static long spaced(long word, int length) {
        return word | SPACES << 8 * length;
    }

    /** Bits of {@link #HIGH_BITS} for -1, other bits for each control character, 0 for eight plain characters. */
    static long oddBits(long word) {
        long controls = ((word - SPACES) & ~word | word + ONES) & HIGH_BITS & ~word;
        return word & HIGH_BITS | controls >>> 1;
    }

    /** As above, and not 0 either for a word with a question mark. */
    static long oddBitsOrQuestion(long word) {
        long questions = word ^ QUESTIONS;
        return oddBits(word) | (questions - ONES) & ~questions & HIGH_BITS;
    }
}
