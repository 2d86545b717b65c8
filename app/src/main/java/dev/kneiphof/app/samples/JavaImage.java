package dev.kneiphof.app.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class files of the running Java installation. */
final class JavaImage {

    private static final String MODULE_INFO = "module-info.class";

    private final Path modules;

    private JavaImage(Path modules) {
        this.modules = modules;
    }

    static JavaImage running() {
        return new JavaImage(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules"));
    }

    /** Every class file, module by module, in the order of their names: the same on every read. */
    List<Path> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(modules)) {
            return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith(MODULE_INFO))
                    .sorted()
                    .toList();
        }
    }

    String moduleOf(Path classFile) {
        return modules.relativize(classFile).getName(0).toString();
    }
}
