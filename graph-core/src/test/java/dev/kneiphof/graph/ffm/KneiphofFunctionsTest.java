package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Crossings;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bindings beside the header: the same functions in the same order with the same signatures. */
class KneiphofFunctionsTest {

    private static final Path HEADER = Path.of("..", "native", "include", "kneiphof.h");
    private static final Path CALLERS = Path.of("src", "main", "java", "dev", "kneiphof", "graph", "ffm");
    private static final Pattern DECLARATION = Pattern.compile("(?m)^(\\w+)\\s+(kneiphof_\\w+)\\(([^)]*)\\);");

    private static List<String> headerSignatures() throws IOException {
        return DECLARATION
                .matcher(Files.readString(HEADER))
                .results()
                .map(KneiphofFunctionsTest::signature)
                .toList();
    }

    private static String signature(MatchResult declaration) {
        String parameters = declaration.group(3).strip();
        String types = parameters.equals("void") || parameters.isEmpty()
                ? ""
                : String.join(
                        ",",
                        Arrays.stream(parameters.split(",", -1))
                                .map(KneiphofFunctionsTest::type)
                                .toList());
        return declaration.group(2) + "(" + types + ")->" + type(declaration.group(1));
    }

    private static String type(String declared) {
        if (declared.contains("*") || declared.contains("KneiphofPredicate")) {
            return "ptr";
        }
        return declared.contains("64") ? "i64" : "i32";
    }

    @Test
    void theHeaderDeclaresWhatIsBoundInTheSameOrder() throws IOException {
        List<String> bound = Arrays.stream(NativeFunction.values())
                .map(function -> function.symbol() + function.signature())
                .toList();
        assertThat(headerSignatures()).isEqualTo(bound);
    }

    @Test
    void b14_everyFunctionHasAHandleAndATypedMethodInTheOrderOfTheHeader() {
        List<String> handles = Arrays.stream(KneiphofFunctions.class.getDeclaredFields())
                .filter(field -> field.getType() == MethodHandle.class)
                .filter(field -> Modifier.isFinal(field.getModifiers()) && Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .filter(name -> !name.endsWith("_CRITICAL"))
                .toList();
        assertThat(handles)
                .isEqualTo(
                        Arrays.stream(NativeFunction.values()).map(Enum::name).toList());
        List<String> methods = Arrays.stream(KneiphofFunctions.class.getDeclaredMethods())
                .map(Method::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                .toList();
        assertThat(methods).containsAll(handles);
    }

    /** All but the planted panic, which only tests want, and the two that are bound alone to judge a library just loaded. */
    @Test
    void b14_everyExportedFunctionIsCalledByTheJavaApi() throws IOException {
        var callers = new StringBuilder();
        try (Stream<Path> files = Files.list(CALLERS)) {
            for (Path file : files.sorted().toList()) {
                callers.append(Files.readString(file));
            }
        }
        String calls = callers.toString();
        assertThat(NativeFunction.values())
                .filteredOn(function -> !Set.of(
                                NativeFunction.GRAPH_PANIC, NativeFunction.ABI_VERSION, NativeFunction.ABI_MANIFEST)
                        .contains(function))
                .allSatisfy(
                        function -> assertThat(Pattern.compile("KneiphofFunctions(\\.|::)" + methodOf(function) + "\\b")
                                        .matcher(calls)
                                        .find())
                                .as("a call of %s", function.symbol())
                                .isTrue());
    }

    private static String methodOf(NativeFunction function) {
        return Pattern.compile("_(\\w)")
                .matcher(function.name().toLowerCase(Locale.ROOT))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    @Test
    void theSymbolSaysTheNameOfTheMethod() {
        for (NativeFunction function : NativeFunction.values()) {
            assertThat(function.symbol())
                    .isEqualTo("kneiphof_" + function.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void bothWaysOfAddingAddAndWrapAround() {
        NativeLibrary.require();
        assertThat(KneiphofFunctions.add(2, 3)).isEqualTo(5);
        assertThat(KneiphofFunctions.addCritical(Long.MAX_VALUE, 1)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void theAbiVersionIsTheOneThatTheLibrarySpeaks() {
        NativeLibrary.require();
        assertThat(KneiphofFunctions.abiVersion()).isEqualTo(Abi.VERSION).isEqualTo(Crossings.abiVersion());
    }
}
