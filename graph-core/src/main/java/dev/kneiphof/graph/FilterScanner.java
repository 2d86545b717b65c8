package dev.kneiphof.graph;

/** Cuts the text of a filter into words, operators and punctuation. */
final class FilterScanner {

    private final String text;
    private int position;

    FilterScanner(String text) {
        this.text = text;
        skipBlanks();
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == text.length();
    }

    boolean atQuote() {
        return !atEnd() && text.charAt(position) == '\'';
    }

    boolean skip(char expected) {
        if (atEnd() || text.charAt(position) != expected) {
            return false;
        }
        position++;
        skipBlanks();
        return true;
    }

    String word(String expected) {
        String word = atQuote() ? quotedWord() : bareWord(expected);
        skipBlanks();
        return word;
    }

    String operator() {
        int start = position;
        if (text.startsWith("==", start) || text.startsWith("!=", start)) {
            position += 2;
        } else if (text.startsWith("=", start)) {
            int end = text.indexOf('=', start + 1);
            if (end < 0) {
                throw error("expected an operator such as == or =gt=");
            }
            position = end + 1;
        } else {
            throw error("expected an operator such as == or =gt=");
        }
        String operator = text.substring(start, position);
        skipBlanks();
        return operator;
    }

    GraphException error(String expected) {
        return errorAt(position, expected);
    }

    GraphException errorAt(int at, String detail) {
        return GraphException.of(Failure.of(StatusCode.INVALID_FILTER)
                .detail(detail + " at column " + (at + 1))
                .value(text.substring(Math.min(at, text.length())))
                .number(at + 1L));
    }

    private String bareWord(String expected) {
        int start = position;
        while (!atEnd() && FilterWords.isBare(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        if (position == start) {
            throw error("expected " + expected);
        }
        return text.substring(start, position);
    }

    private String quotedWord() {
        int start = position;
        var word = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                position = at + 1;
                return word.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            word.append(text.charAt(at));
        }
        throw errorAt(start, "the quote is never closed");
    }

    private void skipBlanks() {
        while (!atEnd() && text.charAt(position) == ' ') {
            position++;
        }
    }
}
