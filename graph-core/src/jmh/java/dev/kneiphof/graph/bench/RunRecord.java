package dev.kneiphof.graph.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a run leaves behind beside JMH's timings, in the format of {@code native/crates/bench/src/record.rs}. */
public final class RunRecord {

    private RunRecord() {}

    /** Records a figure that JMH does not measure. */
    static void fact(String name, double value) {
        append("facts.tsv", name + "\t" + value);
    }

    /** Stops the benchmark unless the answer is right; a row without a passed check does not count. */
    public static void check(String row, String what, Object answer, Object expected) {
        require(row + ": " + what, answer, expected);
        append("checks.tsv", row + "\t" + what);
    }

    /** A part of a check, which is recorded when all its parts have passed. */
    public static void require(String what, Object answer, Object expected) {
        if (!answer.equals(expected)) {
            throw new IllegalStateException(what + " is " + answer + " instead of " + expected);
        }
    }

    private static void append(String file, String line) {
        String directory = System.getenv("KNEIPHOF_BENCH_RUN");
        if (directory == null) {
            return;
        }
        try {
            Path path = Files.createDirectories(Path.of(directory)).resolve(file);
            Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
