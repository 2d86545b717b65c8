package dev.kneiphof.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Runs every curl line of the README and of the docs, in their order, against the real server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");

    @LocalServerPort
    private int port;

    @TestFactory
    List<DynamicTest> everyCurlLineSucceeds() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            for (String command : curlLines(page)) {
                tests.add(dynamicTest(ROOT.relativize(page) + ": " + command, () -> succeeds(command)));
            }
        }
        return tests;
    }

    @Test
    void theReadmeShowsThreeCurlLinesAndBothCommands() throws IOException {
        Path readme = ROOT.resolve("README.md");
        assertThat(curlLines(readme)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Files.readString(readme))
                .contains("mvn -pl app -am spring-boot:run")
                .contains("mvn verify");
    }

    private void succeeds(String command) throws IOException, InterruptedException {
        String here = command.replace("localhost:8080", "localhost:" + port).replace("curl ", "curl --fail-with-body ");
        Process process =
                new ProcessBuilder("bash", "-c", here).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    private static List<String> curlLines(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean shell = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell && line.startsWith("curl ")) {
                commands.add(line);
            }
        }
        return commands;
    }
}
