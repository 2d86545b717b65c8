package dev.kneiphof.app.lab.lesson;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text in Markdown. A line {@code {{experiment chunks chunk=64}}} is where an experiment stands, with parameters other than
 * the default ones.
 *
 * @param id in addresses
 * @param title the first heading
 * @param summary the first paragraph, in one line
 * @param experiments those in the text, in its order
 */
public record Lesson(String id, String title, String summary, List<String> experiments, String markdown) {

    private static final Pattern EXPERIMENT = Pattern.compile("(?m)^\\{\\{experiment ([\\w-]+)((?: [\\w-]+=\\d+)*)}}$");

    /** Reads what the text says of itself. */
    static Lesson of(String id, String markdown) {
        List<String> paragraphs = List.of(markdown.strip().split("\\n\\s*\\n"));
        if (paragraphs.size() < 2 || !paragraphs.getFirst().startsWith("# ")) {
            throw new IllegalArgumentException("the lesson " + id + " begins with a heading and a paragraph");
        }
        return new Lesson(
                id,
                paragraphs.get(0).substring(2).strip(),
                paragraphs.get(1).replaceAll("\\s+", " "),
                EXPERIMENT
                        .matcher(markdown)
                        .results()
                        .map(experiment -> experiment.group(1))
                        .distinct()
                        .toList(),
                markdown);
    }
}
