package dev.kneiphof.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of traps names tests that run, each under the numbers it bears. */
class TrapsPageTest {

    private static final Path ROOT = Path.of("..");
    private static final List<Path> TESTS = List.of(
            ROOT.resolve("graph-core/src/test"),
            ROOT.resolve("app/src/test"),
            ROOT.resolve("examples/src/test"),
            ROOT.resolve("native/crates"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([SBC]\\d+) \\|[^|]+\\| (.+) \\|$");

    @Test
    void everyTestThatIsNamedIsOneThatTheBuildRuns() throws IOException {
        Set<String> running = TestSources.running(TESTS);
        List<MatchResult> rows = rows();
        assertThat(rows).hasSizeGreaterThan(20);
        for (MatchResult row : rows) {
            assertThat(running).as("tests of %s", row.group(1)).containsAll(named(row));
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
}
