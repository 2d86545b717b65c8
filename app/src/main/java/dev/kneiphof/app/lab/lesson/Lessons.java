package dev.kneiphof.app.lab.lesson;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** The lessons in the order in which they build on one another. */
public final class Lessons {

    private static final List<String> ORDER = List.of(
            "what-a-crossing-is",
            "batching-by-columns",
            "strings",
            "memory-and-lifetimes",
            "callbacks",
            "errors-and-panics",
            "threads",
            "when-not-to-go-native");

    private final List<Lesson> lessons;

    private Lessons(List<Lesson> lessons) {
        this.lessons = lessons;
    }

    public static Lessons load() {
        return new Lessons(ORDER.stream().map(Lessons::read).toList());
    }

    public List<Lesson> list() {
        return lessons;
    }

    /** The lesson, or RESOURCE_NOT_FOUND. */
    public Lesson require(String id) {
        return lessons.stream()
                .filter(lesson -> lesson.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/lab/lessons/" + id)));
    }

    private static Lesson read(String id) {
        try (InputStream in = new ClassPathResource("lessons/" + id + ".md").getInputStream()) {
            return Lesson.of(id, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException("the lesson " + id + " is not part of this build", missing);
        }
    }
}
