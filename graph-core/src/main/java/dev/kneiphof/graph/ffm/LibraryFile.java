package dev.kneiphof.graph.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the native library is: named by a property, or packed in a jar, from where it is copied into a directory that only
 * this user can read, after its hash was compared.
 */
record LibraryFile(Path path, boolean temporary) {

    static final String PROPERTY = "dev.kneiphof.library";

    static LibraryFile locate(@Nullable String named, ClassLoader jars) {
        return named != null ? named(Path.of(named)) : packed("kneiphof", jars);
    }

    /** Removes a copy; where the system does not let a loaded file go, when the process ends. */
    void discard() {
        if (!temporary) {
            return;
        }
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(directory());
        } catch (IOException stillLoaded) {
            directory().toFile().deleteOnExit();
            path.toFile().deleteOnExit();
        }
    }

    /**
     * Does what needs the file of the loaded library: debuggers and stack traces look up names and lines in it. A copy that was
     * removed is there again meanwhile.
     */
    void whileThere(Runnable reading) throws IOException {
        if (!temporary || Files.exists(path)) {
            reading.run();
            return;
        }
        byte[] library = read(LibraryFile.class.getClassLoader(), resource(String.valueOf(path.getFileName())));
        if (library == null) {
            throw new IOException("the library is no longer on the class path");
        }
        Files.createDirectory(directory(), ownerOnly());
        try {
            Files.write(path, library);
            reading.run();
        } finally {
            discard();
        }
    }

    private static String resource(String fileName) {
        return "dev/kneiphof/native/" + platform() + "/" + fileName;
    }

    private Path directory() {
        return path.toAbsolutePath().resolveSibling("");
    }

    private static LibraryFile named(Path path) {
        if (!Files.isRegularFile(path)) {
            throw Abi.mismatch("there is no native library at '" + path + "', which -D" + PROPERTY + " names");
        }
        return new LibraryFile(path.toAbsolutePath(), false);
    }

    /** A copy of the library of this name that is packed in a jar. */
    static LibraryFile packed(String name, ClassLoader jars) {
        String fileName = System.mapLibraryName(name);
        String resource = resource(fileName);
        byte[] library = read(jars, resource);
        byte[] hash = read(jars, resource + ".sha256");
        if (library == null || hash == null) {
            throw Abi.mismatch("there is no native library for " + platform() + " on the class path (" + resource
                    + "); add kneiphof-native built for this platform or name the library by -D" + PROPERTY + "=PATH");
        }
        requireHash(resource, library, new String(hash, StandardCharsets.US_ASCII));
        try {
            Path path = privateDirectory().resolve(fileName);
            Files.write(path, library);
            return new LibraryFile(path, true);
        } catch (IOException refused) {
            throw Abi.mismatch("the native library cannot be copied to the directory for temporary files: " + refused);
        }
    }

    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        String os = system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : "linux";
        return os + "-" + (machine.equals("amd64") ? "x86_64" : machine);
    }

    private static byte @Nullable [] read(ClassLoader jars, String resource) {
        try (InputStream stream = jars.getResourceAsStream(resource)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException unreadable) {
            throw Abi.mismatch("the native library " + resource + " cannot be read: " + unreadable);
        }
    }

    /** The format of {@code sha256sum}: the hash, blanks, a name. */
    private static void requireHash(String resource, byte[] library, String expected) {
        String found = HexFormat.of().formatHex(sha256(library));
        String wanted = expected.strip().split("\\s+", 2)[0];
        if (!found.equalsIgnoreCase(wanted)) {
            throw Abi.mismatch("the native library " + resource + " is damaged: its SHA-256 is " + found + " and not "
                    + wanted + "; build or download it again");
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static Path privateDirectory() throws IOException {
        return Files.createTempDirectory("kneiphof-", ownerOnly());
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
