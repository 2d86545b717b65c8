package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * Native code for exhibits alone, in libraries of their own: one source, compiled as the engine is and without the optimiser.
 * Each is loaded when it is first asked for.
 */
@SuppressWarnings("restricted")
final class ExhibitLibrary {

    private static final String OPTIMISED = "kneiphof_exhibit";
    private static final String UNOPTIMISED = "kneiphof_exhibit_unoptimised";

    private ExhibitLibrary() {}

    /** Adds the numbers from 0 up to {@code times} to {@code a}, as the engine's library does. */
    static long addUpOptimised(long a, long times) {
        try {
            return (long) Optimised.ADD_UP.invokeExact(a, times);
        } catch (Throwable thrown) {
            throw KneiphofFunctions.unexpected(thrown);
        }
    }

    /** The same loop, as {@code cargo build} leaves it. */
    static long addUpUnoptimised(long a, long times) {
        try {
            return (long) Unoptimised.ADD_UP.invokeExact(a, times);
        } catch (Throwable thrown) {
            throw KneiphofFunctions.unexpected(thrown);
        }
    }

    static void loadForJni() {
        LibraryFile file = packed(OPTIMISED);
        try {
            System.load(file.path().toString());
        } finally {
            file.discard();
        }
    }

    private static MethodHandle addUp(String name) {
        LibraryFile file = packed(name);
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(file.path(), Arena.global());
            return Linker.nativeLinker()
                    .downcallHandle(
                            symbols.findOrThrow("kneiphof_exhibit_add_up"),
                            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        } finally {
            file.discard();
        }
    }

    private static LibraryFile packed(String name) {
        return LibraryFile.packed(name, ExhibitLibrary.class.getClassLoader());
    }

    private static final class Optimised {
        private static final MethodHandle ADD_UP = addUp(OPTIMISED);
    }

    private static final class Unoptimised {
        private static final MethodHandle ADD_UP = addUp(UNOPTIMISED);
    }
}
