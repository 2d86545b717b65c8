package dev.kneiphof.app.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that is installed on this machine. */
final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final String MISSING =
            "Chromium was not found on the PATH; install the package chromium, or name the"
                    + " executable in the environment variable CHROMIUM";

    private Chromium() {}

    /** Where it is. Without it the browser tests fail on a build server and are left out elsewhere. */
    static Path require() {
        Optional<Path> found = find();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(MISSING);
        }
        Assumptions.assumeTrue(found.isPresent(), MISSING);
        return found.orElseThrow();
    }

    /** A fresh profile, no sandbox inside containers, and none of the browser's own traffic. */
    static LaunchOptions options(Path executable) {
        return new LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
    }

    private static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
