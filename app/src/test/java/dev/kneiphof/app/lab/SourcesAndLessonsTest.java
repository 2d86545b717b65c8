package dev.kneiphof.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import dev.kneiphof.app.lab.experiment.ExperimentCatalog;
import dev.kneiphof.app.lab.lesson.Lessons;
import dev.kneiphof.app.lab.source.SourcePane;
import dev.kneiphof.app.lab.source.Sources;
import dev.kneiphof.graph.Crossings;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SourcesAndLessonsTest extends ApiTest {

    private static final String SOURCES = "/api/v1/lab/sources/";
    private static final String LESSONS = "/api/v1/lab/lessons";

    @Test
    void everyNativeFunctionIsFoundInJavaAndCAndRust() {
        Sources sources = Sources.load();
        assertThat(Crossings.snapshot().functions())
                .isNotEmpty()
                .allSatisfy(
                        function -> assertThat(sources.require(function.name()).panes())
                                .as(function.name())
                                .extracting(SourcePane::language)
                                .containsExactly("java", "c", "rust"));
    }

    @Test
    void whatEachExperimentRefersToIsFound() {
        Sources sources = Sources.load();
        new ExperimentCatalog()
                .list().stream()
                        .flatMap(experiment -> experiment.description().modes().stream())
                        .flatMap(mode -> mode.functions().stream())
                        .forEach(function ->
                                assertThat(sources.require(function).panes()).hasSize(3));
    }

    @Test
    void aFunctionIsCutOutWholeWithWhatDocumentsIt() {
        MvcTestResult source = get(SOURCES + "kneiphof_add");
        assertThat(source).hasStatusOk();
        assertThat(source).bodyJson().extractingPath("$.panes[0].name").isEqualTo("add");
        assertThat(source)
                .bodyJson()
                .extractingPath("$.panes[1].text")
                .asString()
                .startsWith("//")
                .endsWith("int64_t kneiphof_add(int64_t a, int64_t b);");
        assertThat(source)
                .bodyJson()
                .extractingPath("$.panes[2].text")
                .asString()
                .startsWith("///")
                .contains("#[unsafe(no_mangle)]")
                .endsWith("}");
    }

    @Test
    void anUnknownFunctionIsNoSource() {
        assertProblem(get(SOURCES + "kneiphof_nothing"), 404, "RESOURCE_NOT_FOUND");
        assertProblem(get(SOURCES + "add"), 404, "RESOURCE_NOT_FOUND");
    }

    @Test
    void everyLessonSaysWhatItIsAboutAndItsExperimentsExist() {
        var catalog = new ExperimentCatalog();
        assertThat(Lessons.load().list()).hasSize(8).allSatisfy(lesson -> {
            assertThat(lesson.experiments()).isNotEmpty();
            assertThat(lesson.markdown().split("\\{\\{experiment "))
                    .hasSizeGreaterThan(lesson.experiments().size());
            lesson.experiments().forEach(catalog::require);
        });
        assertThat(get(LESSONS)).bodyJson().extractingPath("$.lessons[0].id").isEqualTo("what-a-crossing-is");
        assertThat(get(LESSONS + "/strings"))
                .bodyJson()
                .extractingPath("$.markdown")
                .asString()
                .startsWith("# Strings");
        assertProblem(get(LESSONS + "/nothing"), 404, "RESOURCE_NOT_FOUND");
    }
}
