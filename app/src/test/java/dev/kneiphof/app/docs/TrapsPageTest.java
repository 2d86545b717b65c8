package dev.kneiphof.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of traps names tests that exist, each under the numbers it bears. */
class TrapsPageTest {

    private static final Path ROOT = Path.of("..");
    private static final List<Path> TESTS = List.of(
            Path.of("graph-core", "src", "test"),
            Path.of("app", "src", "test"),
            Path.of("examples", "src", "test"),
            Path.of("native", "crates"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([SBC]\\d+) \\|[^|]+\\| (.+) \\|$");
    private static final Pattern TEST = Pattern.compile("\\b(?:void|fn) (\\w+)\\(");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> existing = existingTests();
        List<MatchResult> rows = rows();
        assertThat(rows).hasSizeGreaterThan(20);
        for (MatchResult row : rows) {
            assertThat(existing).as("tests of %s", row.group(1)).containsAll(named(row));
        }
    }

    @Test
    void aTestBearsTheNumberItIsNamedUnder() throws IOException {
        for (MatchResult row : rows()) {
            assertThat(named(row))
                    .allSatisfy(name -> assertThat(name.toUpperCase(Locale.ROOT))
                            .matches("([A-Z]\\d+_?)*" + row.group(1) + "(?!\\d).*"));
        }
    }

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/traps.md"));
        return ROW.matcher(page).results().toList();
    }

    private static List<String> named(MatchResult row) {
        return Pattern.compile("`(\\w+)`")
                .matcher(row.group(2))
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static Set<String> existingTests() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path tests : TESTS) {
            try (Stream<Path> below = Files.walk(ROOT.resolve(tests))) {
                below.filter(file -> file.toString().matches(".*\\.(java|rs)")).forEach(files::add);
            }
        }
        Set<String> names = new TreeSet<>();
        for (Path file : files) {
            TEST.matcher(Files.readString(file)).results().forEach(test -> names.add(test.group(1)));
        }
        return names;
    }
}
