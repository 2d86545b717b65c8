package dev.kneiphof.graph.ffm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a small program in a virtual machine of its own, with the class path of the tests. */
record ChildProcess(int exitCode, String output) {

    static ChildProcess run(Class<?> program, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath()));
        command.addAll(List.of(options));
        command.add(program.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ChildProcess(process.waitFor(), output);
    }

    /** The option that names the library these tests run with, where they were told one. */
    static String[] libraryOption() {
        String library = System.getProperty(LibraryFile.PROPERTY);
        return library == null ? new String[0] : new String[] {"-D" + LibraryFile.PROPERTY + "=" + library};
    }

    private static String classPath() {
        Path classes = Path.of("target", "classes").toAbsolutePath();
        return Stream.of(
                        classes.toString(),
                        classes.resolveSibling("test-classes").toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""))
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + System.getProperty("path.separator") + right)
                .orElseThrow();
    }
}
