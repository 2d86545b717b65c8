package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what a library says of itself with what the bindings expect, before the first call that relies on it. */
final class Abi {

    static final int VERSION = 1;

    private Abi() {}

    static void requireVersion(int version) {
        if (version != VERSION) {
            throw mismatch("the native library speaks ABI " + version + ", these bindings speak ABI " + VERSION
                    + "; use both of one version");
        }
    }

    /** Every function and every structure of the bindings has to be in the manifest, with the same signature or layout. */
    static void requireManifest(String manifest) {
        var functions = new HashMap<String, String>();
        var structures = new HashMap<String, Set<String>>();
        for (String line : manifest.lines().toList()) {
            int open = line.indexOf('(');
            if (open >= 0) {
                functions.put(line.substring(0, open), line.substring(open));
            } else if (!line.isBlank()) {
                structures.put(wordsOf(line)[0], new HashSet<>(Arrays.asList(wordsOf(line))));
            }
        }
        for (NativeFunction function : NativeFunction.values()) {
            requireFunction(function, functions.get(function.symbol()));
        }
        Layouts.STRUCTURES.forEach(expected -> requireStructure(expected, structures));
    }

    private static void requireFunction(NativeFunction function, @Nullable String signature) {
        if (signature == null) {
            throw mismatch("the native library lacks the function " + function.symbol()
                    + "; use library and bindings of one version");
        }
        if (!signature.equals(function.signature())) {
            throw mismatch("the function " + function.symbol() + " is " + signature + " in the native library and "
                    + function.signature() + " in these bindings; use both of one version");
        }
    }

    private static void requireStructure(String expected, Map<String, Set<String>> structures) {
        String[] words = wordsOf(expected);
        Set<String> found = structures.getOrDefault(words[0], Set.of());
        for (String word : words) {
            if (!found.contains(word)) {
                throw mismatch("the structure " + words[0] + " has no " + word
                        + " in the native library, unlike in these bindings; use both of one version");
            }
        }
    }

    private static String[] wordsOf(String line) {
        return line.strip().split("\\s+", -1);
    }

    static GraphException mismatch(String sentence) {
        return GraphException.of(Failure.of(StatusCode.ABI_MISMATCH).detail(sentence));
    }
}
