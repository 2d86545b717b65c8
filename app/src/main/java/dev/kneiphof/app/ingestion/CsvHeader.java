package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.ingestion.CsvOptions.Kind;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The first line of a CSV file: what each column means. Refused as a whole, because no row can be read without it. */
record CsvHeader(List<Column> columns) {

    /** What a column holds. */
    enum Role {
        ID,
        LABELS,
        SOURCE,
        TARGET,
        TYPE,
        ATTRIBUTE
    }

    record Column(String name, Role role) {}

    static CsvHeader of(CsvLine line, CsvOptions options) {
        var columns = new ArrayList<Column>();
        var names = new HashSet<String>();
        for (String cell : line.cells()) {
            if (cell == null || cell.isEmpty()) {
                throw ApiProblem.malformed("column " + (columns.size() + 1) + " of the CSV header on line "
                        + line.line() + " has no name");
            }
            if (!names.add(cell)) {
                throw ApiProblem.malformed("the CSV header names the column '" + cell + "' twice");
            }
            columns.add(new Column(cell, role(cell, options)));
        }
        var header = new CsvHeader(List.copyOf(columns));
        header.requireRoles(options);
        header.requireDeclared(options);
        return header;
    }

    int size() {
        return columns.size();
    }

    private static Role role(String name, CsvOptions options) {
        boolean nodes = options.kind() == Kind.NODES;
        return switch (name) {
            case "id" -> Role.ID;
            case "label", "labels" -> nodes ? Role.LABELS : Role.ATTRIBUTE;
            case "source" -> nodes ? Role.ATTRIBUTE : Role.SOURCE;
            case "target" -> nodes ? Role.ATTRIBUTE : Role.TARGET;
            case "type" -> nodes ? Role.ATTRIBUTE : Role.TYPE;
            default -> Role.ATTRIBUTE;
        };
    }

    private void requireRoles(CsvOptions options) {
        List<Role> found = columns.stream().map(Column::role).toList();
        if (found.stream().filter(role -> role == Role.LABELS).count() > 1) {
            throw ApiProblem.malformed("the CSV header has both a column 'label' and a column 'labels'");
        }
        boolean remove = options.operation() == Operation.REMOVE;
        boolean byId = options.kind() == Kind.NODES || (remove && found.contains(Role.ID));
        Set<Role> required = byId ? EnumSet.of(Role.ID) : EnumSet.of(Role.SOURCE, Role.TARGET);
        for (Role role : required) {
            if (!found.contains(role)) {
                throw ApiProblem.malformed("the CSV header has no column '"
                        + role.name().toLowerCase(Locale.ROOT) + "'; its columns are " + names());
            }
        }
        Set<Role> naming = byId ? required : EnumSet.of(Role.SOURCE, Role.TARGET, Role.TYPE);
        if (remove && !naming.containsAll(found)) {
            throw ApiProblem.malformed(
                    "a CSV of rows to remove has the columns that name them and no others; its columns are " + names());
        }
    }

    private void requireDeclared(CsvOptions options) {
        for (String name : options.declared().keySet()) {
            if (columns.stream().noneMatch(column -> column.name().equals(name) && column.role() == Role.ATTRIBUTE)) {
                throw ApiProblem.malformed("a type is declared for '" + name
                        + "', which is no attribute column of the CSV; its columns are " + names());
            }
        }
    }

    private String names() {
        return columns.stream().map(Column::name).limit(20).collect(Collectors.joining("', '", "'", "'"));
    }
}
