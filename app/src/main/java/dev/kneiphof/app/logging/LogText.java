package dev.kneiphof.app.logging;

/** Text from outside as it may stand in a log: an id must not end the line it is told in, nor color the next. */
final class LogText {

    private LogText() {}

    /** Control characters, separators of lines and changes of direction become {@code \\u} escapes. */
    static String escaped(String text) {
        if (text.codePoints().noneMatch(LogText::isUnsafe)) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (isUnsafe(character)) {
                escaped.append("\\u").append(String.format("%04x", character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
