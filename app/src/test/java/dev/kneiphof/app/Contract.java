package dev.kneiphof.app;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** The committed contract, {@code contract/openapi.yaml}, as the tests read it. */
public final class Contract {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Object> root;

    private Contract(Map<String, Object> root) {
        this.root = root;
    }

    public static Contract read() {
        try (InputStream in = new ClassPathResource("contract/openapi.yaml").getInputStream()) {
            return new Contract(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every operation as {@code GET /path}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        map(root, "paths")
                .forEach((path, item) -> cast(item).keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    /** The names of the query parameters of an operation. */
    public Set<String> queryParameters(String operation) {
        Map<String, Object> item = map(map(root, "paths"), path(operation));
        Set<String> names = new TreeSet<>();
        for (Object declared : list(cast(Objects.requireNonNull(item.get(method(operation)))), "parameters")) {
            Map<String, Object> parameter = resolved(cast(declared));
            if ("query".equals(parameter.get("in"))) {
                names.add(String.valueOf(parameter.get("name")));
            }
        }
        return names;
    }

    /** What the body breaks of the schema that the contract has for the status; empty when it keeps it. */
    public List<Error> violations(String operation, int status, String mediaType, String body) {
        Map<String, Object> responses =
                map(map(map(map(root, "paths"), path(operation)), method(operation)), "responses");
        Object declared = responses.getOrDefault(Integer.toString(status), responses.get("default"));
        Map<String, Object> response = resolved(cast(Objects.requireNonNull(declared, operation + " " + status)));
        Map<String, Object> media = map(map(response, "content"), mediaType);
        var document = new LinkedHashMap<>(map(media, "schema"));
        // Beside the schema, so that its references into the contract find what they name.
        document.put("components", Objects.requireNonNull(root.get("components")));
        return schemas.getSchema(mapper.writeValueAsString(document), InputFormat.JSON)
                .validate(body, InputFormat.JSON);
    }

    private Map<String, Object> resolved(Map<String, Object> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Map<String, Object> found = root;
        for (String step : reference.substring(2).split("/")) {
            found = map(found, step);
        }
        return found;
    }

    private static String method(String operation) {
        return operation.substring(0, operation.indexOf(' ')).toLowerCase(Locale.ROOT);
    }

    private static String path(String operation) {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return cast(Objects.requireNonNull(parent.get(name), name));
    }

    private static List<?> list(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object node) {
        return (Map<String, Object>) node;
    }
}
