package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.lesson.Lesson;
import dev.kneiphof.app.lab.lesson.Lessons;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lessons. Never crosses. */
@RestController
@RequestMapping("/api/v1/lab/lessons")
class LessonController {

    private final Lessons lessons;

    LessonController(Lessons lessons) {
        this.lessons = lessons;
    }

    record LessonsResponse(List<LessonSummary> lessons) {}

    record LessonSummary(String id, String title, String summary, List<String> experiments) {}

    @GetMapping
    LessonsResponse list() {
        return new LessonsResponse(lessons.list().stream()
                .map(lesson -> new LessonSummary(lesson.id(), lesson.title(), lesson.summary(), lesson.experiments()))
                .toList());
    }

    @GetMapping("/{lesson}")
    Lesson get(@PathVariable String lesson) {
        return lessons.require(lesson);
    }
}
