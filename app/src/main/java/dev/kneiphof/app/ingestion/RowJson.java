package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.json.EdgeParts;
import dev.kneiphof.app.json.JsonTokens;
import dev.kneiphof.app.json.NodeJson;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
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
        EdgeParts edge = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "op" -> operation = operation(parser);
                case "node" -> node = NodeJson.read(parser);
                case "edge" -> edge = EdgeParts.read(parser);
                default -> throw JsonTokens.unknownProperty(parser, name, "op, node, edge");
            }
        }
        if ((node == null) == (edge == null)) {
            throw JsonTokens.refused(parser, "a row is about one node or one edge", node == null ? "neither" : "both");
        }
        return edge != null ? edgeRow(operation, edge, parser) : nodeRow(operation, node, parser);
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

    /** Other than everywhere else, the edge may be named by its id alone, because a row may remove it. */
    private static BatchRow edgeRow(Operation operation, EdgeParts edge, JsonParser parser) {
        String id = edge.id();
        boolean remove = operation == Operation.REMOVE;
        if (remove && !edge.attributes().isEmpty()) {
            throw JsonTokens.refused(parser, "an edge is removed without attributes", id == null ? "" : id);
        }
        if (remove && id != null) {
            if (edge.source() != null || edge.target() != null || edge.type() != null) {
                throw JsonTokens.refused(
                        parser, "an edge is removed by its id alone or by its ends and type, not by both", id);
            }
            return new BatchRow.EdgeRemoval(id);
        }
        String source = edge.source();
        String target = edge.target();
        if (source == null || target == null) {
            throw JsonTokens.missing(parser, source == null ? "edge/source" : "edge/target");
        }
        return Row.edge(operation, new Edge(id, source, target, edge.type(), edge.attributes()));
    }

    private static Operation operation(JsonParser parser) {
        String text = JsonTokens.text(parser, "op");
        if (!OPERATIONS.contains(text)) {
            throw JsonTokens.refused(parser, "op must be add, upsert, merge or remove", text);
        }
        return Operation.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
