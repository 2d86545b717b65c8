package dev.kneiphof.app.json;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The version of a row as text: 16 lower-case hexadecimal digits, the same in bodies and entity tags. */
public final class Versions {

    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 16;

    private Versions() {}

    public static String text(long version) {
        return HEX.toHexDigits(version);
    }

    /** The version that the text names, or null where it names none. */
    public static @Nullable Long parse(String text) {
        boolean hexadecimal =
                text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        return hexadecimal ? HexFormat.fromHexDigitsToLong(text) : null;
    }
}
