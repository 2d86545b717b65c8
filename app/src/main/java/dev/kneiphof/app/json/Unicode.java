package dev.kneiphof.app.json;

/** Texts that UTF-8 cannot hold: those with a surrogate that has no partner. */
public final class Unicode {

    private Unicode() {}

    /** Whether a surrogate stands alone. */
    public static boolean hasUnpaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** The text with lone surrogates as escapes, so that an error can show it. */
    public static String escapingUnpaired(String text) {
        if (!hasUnpaired(text)) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(codePoint -> {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                shown.append("\\u%04x".formatted(codePoint));
            } else {
                shown.appendCodePoint(codePoint);
            }
        });
        return shown.toString();
    }
}
