package dev.kneiphof.graph;

/** Shows text that is not valid Unicode: unpaired surrogates as escapes, so that an error can be logged and sent. */
final class SurrogateText {

    private SurrogateText() {}

    /** The text with every unpaired surrogate written as a backslash escape. */
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(codePoint -> {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                escaped.append("\\u%04x".formatted(codePoint));
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }
}
