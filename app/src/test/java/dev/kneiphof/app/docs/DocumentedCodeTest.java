package dev.kneiphof.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.kneiphof.graph.Graph;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs every block of Java code in the docs: what a page shows is what works. */
class DocumentedCodeTest {

    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path classes;

    @TestFactory
    List<DynamicTest> everyBlockOfJavaCompilesAndRuns() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page : pages.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                List<String> blocks = javaBlocks(page);
                for (int i = 0; i < blocks.size(); i++) {
                    String name = "Block%d_%d".formatted(tests.size(), i);
                    String code = blocks.get(i);
                    tests.add(dynamicTest(DOCS.relativize(page) + " block " + (i + 1), () -> run(name, code)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private void run(String name, String code) throws Exception {
        compile(name, code);
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            loader.loadClass(name).getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError("The block failed: " + code, e.getCause());
        }
    }

    private void compile(String name, String code) throws URISyntaxException {
        String source =
                "import dev.kneiphof.graph.*; import java.util.*; import java.util.concurrent.*; import java.util.stream.*; import java.time.*;\n"
                        + "public class " + name + " { public static void run() throws Exception {\n" + code + "\n} }";
        var unit =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        URL library = Graph.class.getProtectionDomain().getCodeSource().getLocation();
        List<String> options = List.of(
                "-d", classes.toString(), "-classpath", Path.of(library.toURI()).toString());
        boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(unit))
                .call();
        assertThat(compiled).as("%s%n%s", messages, code).isTrue();
    }

    private static List<String> javaBlocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean java = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                if (java) {
                    blocks.add(block.toString());
                }
                java = line.equals("```java");
                block.setLength(0);
            } else if (java) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }
}
