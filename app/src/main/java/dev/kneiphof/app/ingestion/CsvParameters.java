package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.StatusCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the parameters of an address say that a CSV is to be read.
 *
 * @param kind {@code nodes} or {@code edges}
 * @param op operation of all rows, {@code add} by default
 * @param labels for all nodes, separated by commas
 * @param type of the edges that name none
 * @param types {@code infer}, the default, or {@code text}
 * @param columns types of columns, {@code name:type} separated by commas; a comma in a name is written {@code \,}
 */
record CsvParameters(
        @Nullable String kind,
        @Nullable String op,
        @Nullable String labels,
        @Nullable String type,
        @Nullable String types,
        @Nullable String columns) {

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    CsvOptions options() {
        if (kind == null) {
            throw ApiProblem.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("a CSV needs the parameter kind=nodes or kind=edges; missing")
                    .value("kind"));
        }
        boolean nodes = oneOf("kind", kind, "nodes", "edges").equals("nodes");
        String operation = op == null ? "add" : oneOf("op", op, "add", "upsert", "merge", "remove");
        return new CsvOptions(
                nodes ? CsvOptions.Kind.NODES : CsvOptions.Kind.EDGES,
                Operation.valueOf(operation.toUpperCase(Locale.ROOT)),
                labels == null || labels.isEmpty() ? List.of() : List.of(labels.split(",", -1)),
                type,
                types == null || oneOf("types", types, "infer", "text").equals("infer"),
                declaredTypes());
    }

    private Map<String, ColumnType> declaredTypes() {
        var declared = new LinkedHashMap<String, ColumnType>();
        if (columns != null) {
            for (String entry : COMMA.split(columns, -1)) {
                int colon = entry.lastIndexOf(':');
                String name = colon < 0 ? "" : entry.substring(0, colon).replace("\\,", ",");
                if (name.isEmpty() || declared.put(name, columnType(entry.substring(colon + 1), entry)) != null) {
                    throw ApiProblem.invalid("the parameter columns is a list of name:type, each name once", entry);
                }
            }
        }
        return declared;
    }

    private static ColumnType columnType(String label, String entry) {
        return Arrays.stream(ColumnType.values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElseThrow(() -> ApiProblem.invalid(
                        Arrays.stream(ColumnType.values())
                                .map(ColumnType::label)
                                .collect(Collectors.joining(", ", "the type of a column must be one of ", "")),
                        entry));
    }

    private static String oneOf(String parameter, String value, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw ApiProblem.invalid("the parameter " + parameter + " must be " + String.join(" or ", allowed), value);
        }
        return value;
    }
}
