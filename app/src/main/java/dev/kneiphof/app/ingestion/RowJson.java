package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.json.JsonTokens;
import dev.kneiphof.app.json.NodeJson;
import dev.kneiphof.app.json.Unicode;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A row in JSON: {@code {"op":"add","node":{…}}} or {@code {"op":"remove","edge":{…}}}; without an operation it adds. */
final class RowJson {

    private static final List<String> OPERATIONS = List.of("add", "upsert", "merge", "remove");

    private RowJson() {}

    /** Reads the row at the parser. The operation may stand before or behind what it is about. */
    static BatchRow read(JsonParser parser) {
        JsonTokens.enterObject(parser, "a row");
        Operation operation = Operation.ADD;
        NodeJson node = null;
        RowEdgeJson edge = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "op" -> operation = operation(parser);
                case "node" -> node = NodeJson.read(parser);
                case "edge" -> edge = RowEdgeJson.read(parser);
                default -> throw JsonTokens.unknownProperty(parser, Unicode.escapingUnpaired(name), "op, node, edge");
            }
        }
        if ((node == null) == (edge == null)) {
            throw JsonTokens.refused(parser, "a row is about one node or one edge", node == null ? "neither" : "both");
        }
        return edge != null ? edge.row(operation, parser) : nodeRow(operation, node, parser);
    }

    private static BatchRow nodeRow(Operation operation, @Nullable NodeJson node, JsonParser parser) {
        if (node == null || node.id() == null) {
            throw JsonTokens.missing(parser, "node/id");
        }
        if (operation != Operation.REMOVE) {
            return new BatchRow.NodeRow(operation, new Node(node.id(), node.labels(), node.attributes()));
        }
        if (!node.labels().isEmpty() || !node.attributes().isEmpty()) {
            throw JsonTokens.refused(
                    parser, "a node is removed by its id alone, without labels and attributes", node.id());
        }
        return new BatchRow.NodeRemoval(node.id());
    }

    private static Operation operation(JsonParser parser) {
        String text = JsonTokens.text(parser, "op");
        if (!OPERATIONS.contains(text)) {
            throw JsonTokens.refused(parser, "op must be add, upsert, merge or remove", text);
        }
        return Operation.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
