package dev.kneiphof.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is used is named in {@code docs/reference/dependencies.md}. */
class DependenciesPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ARTIFACT =
            Pattern.compile("(?s)<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern CARGO_SECTION =
            Pattern.compile("(?ms)^\\[(?:[^\\]\\n]*\\.)?(?:dev-|build-)?dependencies\\]\\n(.*?)(?=^\\[|\\z)");
    private static final Pattern CRATE = Pattern.compile("(?m)^([\\w-]+)(?=[ .=])");

    /** Artifacts whose page calls them by another word than their own name. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("junit-jupiter", "JUnit"),
            Map.entry("assertj-core", "AssertJ"),
            Map.entry("jackson-databind", "Jackson"),
            Map.entry("jmh-core", "JMH"),
            Map.entry("jgrapht-core", "JGraphT"),
            Map.entry("tinkergraph-gremlin", "TinkerGraph"),
            Map.entry("spring-boot-starter-webmvc", "webmvc"),
            Map.entry("spring-boot-starter-thymeleaf", "thymeleaf"),
            Map.entry("spring-boot-starter-actuator", "actuator"),
            Map.entry("spring-boot-starter-validation", "validation"),
            Map.entry("spring-boot-starter-security", "security"),
            Map.entry("micrometer-registry-prometheus", "Prometheus registry"),
            Map.entry("spring-boot-starter-webmvc-test", "MockMvc"),
            Map.entry("spring-boot-starter-security-test", "spring-security-test"),
            Map.entry("archunit-junit5", "ArchUnit"));

    @Test
    void everyArtifactOfThePomsIsNamed() throws IOException {
        String page = page();
        List<String> artifacts = new ArrayList<>();
        for (String module : List.of("graph-core", "frontend", "app", "native")) {
            String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            ARTIFACT.matcher(pom)
                    .results()
                    .filter(artifact -> !artifact.group(1).equals("dev.kneiphof")
                            && !artifact.group(2).startsWith("kneiphof-"))
                    .forEach(artifact -> artifacts.add(artifact.group(2)));
        }
        assertThat(artifacts)
                .hasSizeGreaterThan(10)
                .allSatisfy(artifact -> assertThat(page)
                        .as(artifact)
                        .contains(WORDS.getOrDefault(artifact, artifact).toLowerCase(Locale.ROOT)));
    }

    @Test
    void everyCrateOfTheManifestsIsNamed() throws IOException {
        String page = page();
        List<String> crates = new ArrayList<>();
        try (Stream<Path> members = Files.list(ROOT.resolve("native/crates"))) {
            for (Path member : members.toList()) {
                CARGO_SECTION
                        .matcher(Files.readString(member.resolve("Cargo.toml")))
                        .results()
                        .flatMap(section -> CRATE.matcher(section.group(1)).results())
                        .map(crate -> crate.group(1))
                        .filter(crate -> !crate.startsWith("kneiphof-"))
                        .forEach(crates::add);
            }
        }
        assertThat(crates)
                .contains("foldhash", "libc", "proptest")
                .allSatisfy(crate -> assertThat(page).as(crate).contains(crate));
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/reference/dependencies.md")).toLowerCase(Locale.ROOT);
    }
}
