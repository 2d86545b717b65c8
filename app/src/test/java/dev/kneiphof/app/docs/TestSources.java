package dev.kneiphof.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests that a build runs, read from their sources: in Java methods with an annotation of JUnit's, in classes whose names surefire
 * or failsafe look for, or in what such a class extends; in Rust functions with {@code #[test]}, in files that are part of a crate.
 * What is disabled, or bound to a condition, does not count.
 */
final class TestSources {

    private static final Pattern JAVA_TEST = Pattern.compile("(?m)^    (?:default |static )?void (\\w+)\\(");
    private static final Pattern JAVA_RUNS = Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest)\\b");
    private static final Pattern JAVA_OFF = Pattern.compile("@(?:Disabled|Enabled)\\w*");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public )?(abstract |final )?(?:class|interface) (\\w+)([^{]*)\\{");
    private static final Pattern RUST_TEST = Pattern.compile("(?m)((?:^ *(?:#\\[|///).*\\n)+) *fn (\\w+)\\(");
    private static final Pattern RUST_OFF = Pattern.compile("#\\[(?:ignore|cfg\\((?!target_os = \"linux\"\\)))");
    private static final Pattern MODULE = Pattern.compile("(?m)^ *(?:pub(?:\\(\\w+\\))? )?mod (\\w+);");

    private final Set<String> names = new TreeSet<>();

    private TestSources() {}

    /** Names of all tests that run, of the modules and crates with tests below these directories. */
    static Set<String> running(List<Path> directories) throws IOException {
        var sources = new TestSources();
        for (Path directory : directories) {
            sources.readJava(texts(directory, ".java"));
            sources.readRust(texts(directory, ".rs"));
        }
        return sources.names;
    }

    private static Map<Path, String> texts(Path directory, String ending) throws IOException {
        Map<Path, String> texts = new HashMap<>();
        List<Path> files;
        try (Stream<Path> below = Files.walk(directory)) {
            files = below.filter(file -> file.toString().endsWith(ending)).toList();
        }
        for (Path file : files) {
            texts.put(file, Files.readString(file));
        }
        return texts;
    }

    private void readJava(Map<Path, String> texts) {
        Map<String, MatchResult> types = new HashMap<>();
        texts.values()
                .forEach(text -> TYPE.matcher(text).results().limit(1).forEach(type -> types.put(type.group(2), type)));
        List<String> found = new ArrayList<>(types.keySet().stream()
                .filter(name -> name.matches(".*(?:Test|IT)")
                        && !"abstract ".equals(types.get(name).group(1)))
                .toList());
        Set<String> run = new HashSet<>();
        while (!found.isEmpty()) {
            String name = found.removeLast();
            if (types.containsKey(name) && run.add(name)) {
                Pattern.compile("\\w+")
                        .matcher(types.get(name).group(3))
                        .results()
                        .forEach(above -> found.add(above.group()));
            }
        }
        texts.forEach((file, text) -> {
            String name = file.getFileName().toString().replace(".java", "");
            if (run.contains(name)
                    && !JAVA_OFF.matcher(text.substring(0, types.get(name).start()))
                            .find()) {
                readMethods(text);
            }
        });
    }

    private void readMethods(String text) {
        JAVA_TEST.matcher(text).results().forEach(method -> {
            // Annotations stand right above their method; a blank line parts it from the one before.
            String annotations = text.substring(text.lastIndexOf("\n\n", method.start()) + 1, method.start());
            if (JAVA_RUNS.matcher(annotations).find()
                    && !JAVA_OFF.matcher(annotations).find()) {
                names.add(method.group(1));
            }
        });
    }

    private void readRust(Map<Path, String> texts) {
        Set<String> modules = new HashSet<>(Set.of("lib", "main"));
        texts.values().forEach(text -> MODULE.matcher(text).results().forEach(module -> modules.add(module.group(1))));
        texts.forEach((file, text) -> {
            String directory = file.getParent().getFileName().toString();
            String stem = file.getFileName().toString().replace(".rs", "");
            if (directory.equals("tests") || modules.contains(stem.equals("mod") ? directory : stem)) {
                RUST_TEST
                        .matcher(text)
                        .results()
                        .filter(test -> test.group(1).contains("#[test]")
                                && !RUST_OFF.matcher(test.group(1)).find())
                        .forEach(test -> names.add(test.group(2)));
            }
        });
    }
}
