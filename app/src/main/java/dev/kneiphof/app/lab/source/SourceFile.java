package dev.kneiphof.app.lab.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A source file, from which declarations are cut out by their name. It counts on the layout that the formatters keep: what
 * begins at some indentation ends with a line at the same.
 *
 * @param path in the repository
 */
record SourceFile(Language language, String path, List<String> lines) {

    /** How a declaration of a language begins and ends. */
    enum Language {
        JAVA(
                "java",
                "^    (?:public )?static [\\w<>]+ %s\\(.*",
                Pattern.compile("    }"),
                Pattern.compile(" {4}(/\\*\\*|\\*| \\*|@).*")),
        C("c", "^[\\w *]+\\b%s\\(.*", Pattern.compile(".*;"), Pattern.compile("//.*")),
        RUST("rust", "^pub (?:unsafe )?extern \"C\" fn %s\\(.*", Pattern.compile("}"), Pattern.compile("(///|#\\[).*"));

        private final String id;
        private final String head;
        private final Pattern end;
        private final Pattern above;

        Language(String id, String head, Pattern end, Pattern above) {
            this.id = id;
            this.head = head;
            this.end = end;
            this.above = above;
        }
    }

    static SourceFile read(Language language, String path, InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new SourceFile(language, path, text.lines().toList());
    }

    /** The declaration with what documents it, or empty where this file has none of this name. */
    Optional<SourcePane> declaration(String name) {
        Predicate<String> head =
                Pattern.compile(language.head.formatted(Pattern.quote(name))).asMatchPredicate();
        for (int at = 0; at < lines.size(); at++) {
            if (head.test(lines.get(at))) {
                return Optional.of(cut(name, at));
            }
        }
        return Optional.empty();
    }

    private SourcePane cut(String name, int head) {
        int first = head;
        while (first > 0 && language.above.matcher(lines.get(first - 1)).matches()) {
            first--;
        }
        int last = head;
        while (last < lines.size() - 1 && !language.end.matcher(lines.get(last)).matches()) {
            last++;
        }
        String text = String.join("\n", lines.subList(first, last + 1)).stripIndent();
        return new SourcePane(language.id, name, path, first + 1, text);
    }
}
