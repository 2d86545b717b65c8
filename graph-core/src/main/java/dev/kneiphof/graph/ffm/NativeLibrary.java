package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.kneiphof.graph.GraphException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The native library of the process: found, compared with the bindings and loaded once. A failure is remembered, and every
 * later use gets the same sentence.
 */
@SuppressWarnings("restricted")
final class NativeLibrary {

    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** Loads the library at the first call; throws when there is none that fits. */
    static void require() {
        Loaded.library();
    }

    static MethodHandle bind(NativeFunction function) {
        return Loaded.library().downcall(function);
    }

    /** Only for calls that are bounded, take no lock and allocate nothing. */
    static MethodHandle bindCritical(NativeFunction function) {
        return Loaded.library().downcall(function, Linker.Option.critical(false));
    }

    /** Does what needs the file of the loaded library, which is put back for as long as that takes. */
    static void whileFileIsThere(Runnable reading) throws IOException {
        LibraryFile file = Loaded.file;
        if (file != null) {
            file.whileThere(reading);
        }
    }

    static NativeLibrary load(LibraryFile file) {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(file.path(), Arena.global());
            var library = new NativeLibrary(symbols);
            library.requireSameAbi();
            return library;
        } catch (IllegalArgumentException notALibrary) {
            throw Abi.mismatch("the file '" + file.path() + "' is not a native library for " + LibraryFile.platform());
        } finally {
            file.discard();
        }
    }

    private MethodHandle downcall(NativeFunction function, Linker.Option... options) {
        MemorySegment address = symbols.find(function.symbol())
                .orElseThrow(() -> Abi.mismatch("the native library lacks the function " + function.symbol()
                        + "; use library and bindings of one version"));
        return LINKER.downcallHandle(address, descriptorOf(function.signature()), options);
    }

    private void requireSameAbi() {
        try {
            Abi.requireVersion((int) downcall(NativeFunction.ABI_VERSION).invokeExact());
            Abi.requireManifest(manifest());
        } catch (GraphException mismatch) {
            throw mismatch;
        } catch (Throwable thrown) {
            throw new IllegalStateException("the native library could not be asked for its version", thrown);
        }
    }

    private String manifest() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS.byteSize() + JAVA_LONG.byteSize());
            int status = (int) downcall(NativeFunction.ABI_MANIFEST)
                    .invokeExact(out.address(), out.address() + ADDRESS.byteSize(), 0L);
            if (status != 0) {
                throw Abi.mismatch("the native library has no manifest (status " + status + ")");
            }
            long length = out.get(JAVA_LONG, ADDRESS.byteSize());
            byte[] text = out.get(ADDRESS, 0).reinterpret(length).toArray(JAVA_BYTE);
            return new String(text, StandardCharsets.US_ASCII);
        }
    }

    private static FunctionDescriptor descriptorOf(String signature) {
        int close = signature.indexOf(')');
        String parameters = signature.substring(1, close);
        MemoryLayout[] layouts = parameters.isEmpty()
                ? new MemoryLayout[0]
                : Arrays.stream(parameters.split(",", -1))
                        .map(NativeLibrary::layoutOf)
                        .toArray(MemoryLayout[]::new);
        return FunctionDescriptor.of(layoutOf(signature.substring(close + "->".length() + 1)), layouts);
    }

    private static MemoryLayout layoutOf(String type) {
        return switch (type) {
            case "i32" -> JAVA_INT;
            case "i64", "ptr" -> JAVA_LONG;
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    /** The one library of the process, or why there is none. */
    private static final class Loaded {

        private static final @Nullable NativeLibrary LIBRARY;
        private static final @Nullable GraphException FAILURE;

        @Nullable
        private static LibraryFile file;

        static {
            NativeLibrary library = null;
            GraphException failure = null;
            try {
                file = LibraryFile.locate(
                        System.getProperty(LibraryFile.PROPERTY), NativeLibrary.class.getClassLoader());
                library = load(file);
            } catch (GraphException refused) {
                failure = refused;
            }
            LIBRARY = library;
            FAILURE = failure;
        }

        static NativeLibrary library() {
            NativeLibrary library = LIBRARY;
            if (library == null) {
                throw remembered();
            }
            return library;
        }

        private static GraphException remembered() {
            GraphException first = FAILURE;
            if (first == null) {
                throw new IllegalStateException("a library that was not loaded has a reason");
            }
            GraphException again = GraphException.of(first.failure());
            again.initCause(first);
            return again;
        }
    }
}
