package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.NativeLibraryException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F142: what is missing or does not fit is one sentence that names the way out. */
class NativeLibraryTest {

    @TempDir
    private Path directory;

    private ClassLoader jarWith(byte[] library, String hash) throws IOException {
        String name = System.mapLibraryName("kneiphof");
        Path place = Files.createDirectories(directory.resolve("dev/kneiphof/native/" + LibraryFile.platform()));
        Files.write(place.resolve(name), library);
        Files.writeString(place.resolve(name + ".sha256"), hash + "  " + name + "\n");
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void f142_aMissingLibraryIsNamedWithTheWayToGetIt() throws IOException {
        try (var empty = new URLClassLoader(new URL[0], null)) {
            assertThatExceptionOfType(NativeLibraryException.class)
                    .isThrownBy(() -> LibraryFile.locate(null, empty))
                    .withMessageContaining("There is no native library for " + LibraryFile.platform())
                    .withMessageContaining("-Ddev.kneiphof.library=PATH");
        }
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(() -> LibraryFile.locate(
                        directory.resolve("nothing").toString(), getClass().getClassLoader()))
                .withMessageContaining("nothing");
    }

    @Test
    void f142_aLibraryWithAnotherHashIsNotLoaded() throws Exception {
        byte[] library = "not what was built".getBytes(StandardCharsets.US_ASCII);
        ClassLoader jar = jarWith(library, "0".repeat(64));
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(() -> LibraryFile.locate(null, jar))
                .withMessageContaining("is damaged")
                .withMessageContaining(sha256(library));
    }

    @Test
    void f142_aFileThatIsNoLibraryIsRefusedAndLeavesNothingBehind() throws Exception {
        byte[] library = "no library at all".getBytes(StandardCharsets.US_ASCII);
        LibraryFile file = LibraryFile.locate(null, jarWith(library, sha256(library)));
        assertThat(file.path()).exists();
        if (Files.getFileStore(file.path()).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file.path().getParent()))
                    .isEqualTo(Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
        }
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(() -> NativeLibrary.load(file))
                .withMessageContaining("is not a native library");
        assertThat(file.path().getParent()).doesNotExist();
    }

    @Test
    void f036_anotherAbiIsRefusedWithBothNumbers() {
        assertThatNoException().isThrownBy(() -> Abi.requireVersion(Abi.VERSION));
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(() -> Abi.requireVersion(7))
                .withMessageContaining("ABI 7")
                .withMessageContaining("ABI " + Abi.VERSION);
    }

    private static String manifest() {
        return Arrays.stream(NativeFunction.values())
                        .map(function -> function.symbol() + function.signature())
                        .collect(Collectors.joining("\n"))
                + "\n" + String.join("\n", Layouts.STRUCTURES) + "\n";
    }

    @Test
    void f036_aFunctionOrStructureThatDiffersIsRefusedByName() {
        assertThatNoException().isThrownBy(() -> Abi.requireManifest(manifest()));
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(
                        () -> Abi.requireManifest(manifest().replace("kneiphof_graph_close(i64,ptr)", "x(i64,ptr)")))
                .withMessageContaining("lacks the function kneiphof_graph_close");
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(() -> Abi.requireManifest(manifest().replace("kneiphof_add(i64,i64)", "kneiphof_add(i64)")))
                .withMessageContaining("kneiphof_add is (i64)->i64");
        assertThatExceptionOfType(NativeLibraryException.class)
                .isThrownBy(
                        () -> Abi.requireManifest(manifest().replace("KneiphofPage size=32", "KneiphofPage size=40")))
                .withMessageContaining("KneiphofPage has no size=32");
    }

    @Test
    void f142_theFailureIsRememberedAndSaidAgain() throws Exception {
        ChildProcess process = ChildProcess.run(OpensTwice.class, "-D" + LibraryFile.PROPERTY + "=/there/is/none");
        String sentence = "There is no native library at '/there/is/none', which -D" + LibraryFile.PROPERTY + " names";
        assertThat(process.output().lines()).containsExactly(sentence, sentence);
        assertThat(process.exitCode()).isZero();
    }

    /** A program without a library. */
    static final class OpensTwice {

        private OpensTwice() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    Graph.open(GraphOptions.defaults()).close();
                } catch (NativeLibraryException missing) {
                    System.out.println(missing.getMessage());
                }
            }
        }
    }
}
