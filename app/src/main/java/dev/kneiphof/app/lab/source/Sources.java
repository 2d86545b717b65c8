package dev.kneiphof.app.lab.source;

import dev.kneiphof.app.lab.source.SourceFile.Language;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds native functions in the sources that the build has copied beside the classes. */
public final class Sources {

    private static final String ROOT = "lab/sources/";
    private static final String BINDINGS = "graph-core/src/main/java/dev/kneiphof/graph/ffm/KneiphofFunctions.java";
    private static final String HEADER = "native/include/kneiphof.h";
    private static final String EXPORTS = "native/crates/ffi/src/";
    private static final Pattern NAME = Pattern.compile("kneiphof_[a-z_]+");

    private final SourceFile bindings;
    private final SourceFile header;
    private final List<SourceFile> exports;
    private final Map<String, FunctionSource> found = new ConcurrentHashMap<>();

    private Sources(SourceFile bindings, SourceFile header, List<SourceFile> exports) {
        this.bindings = bindings;
        this.header = header;
        this.exports = exports;
    }

    /** Reads all of them. */
    public static Sources load() {
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            List<SourceFile> exports = new ArrayList<>();
            for (Resource export : resolver.getResources("classpath*:" + ROOT + EXPORTS + "*.rs")) {
                exports.add(read(Language.RUST, EXPORTS + export.getFilename(), export));
            }
            return new Sources(
                    read(Language.JAVA, BINDINGS, resolver.getResource("classpath:" + ROOT + BINDINGS)),
                    read(Language.C, HEADER, resolver.getResource("classpath:" + ROOT + HEADER)),
                    exports);
        } catch (IOException missing) {
            throw new UncheckedIOException("the sources of the boundary are not part of this build", missing);
        }
    }

    /** The function, or RESOURCE_NOT_FOUND. */
    public FunctionSource require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw unknown(name);
        }
        FunctionSource known = found.get(name);
        if (known == null) {
            known = find(name);
            found.put(name, known);
        }
        return known;
    }

    private FunctionSource find(String name) {
        List<SourcePane> panes = new ArrayList<>();
        bindings.declaration(javaName(name)).ifPresent(panes::add);
        header.declaration(name).ifPresent(panes::add);
        exports.stream()
                .map(export -> export.declaration(name))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(panes::add);
        if (panes.isEmpty()) {
            throw unknown(name);
        }
        return new FunctionSource(name, panes);
    }

    /** {@code kneiphof_graph_add_node} is bound as {@code graphAddNode}. */
    private static String javaName(String name) {
        return Pattern.compile("_([a-z])")
                .matcher(name.substring("kneiphof_".length()))
                .replaceAll(letter -> letter.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    private static SourceFile read(Language language, String path, Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return SourceFile.read(language, path, in);
        }
    }

    private static ApiProblem unknown(String name) {
        return ApiProblem.of(Failure.of(StatusCode.RESOURCE_NOT_FOUND).value("/api/v1/lab/sources/" + name));
    }
}
