package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.json.JsonTokens;
import dev.kneiphof.app.json.Unicode;
import dev.kneiphof.app.json.ValueJson;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The edge of a row: other than everywhere else it may be named by its id alone, because a row may remove it. */
record RowEdgeJson(
        @Nullable String id,
        @Nullable String source,
        @Nullable String target,
        @Nullable String type,
        Attributes attributes) {

    private static final String KNOWN = "id, source, target, type, attributes";

    static RowEdgeJson read(JsonParser parser) {
        JsonTokens.enterObject(parser, "an edge");
        String id = null;
        String source = null;
        String target = null;
        String type = null;
        Attributes attributes = Attributes.EMPTY;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = JsonTokens.textOrNull(parser, "id");
                case "source" -> source = JsonTokens.text(parser, "source");
                case "target" -> target = JsonTokens.text(parser, "target");
                case "type" -> type = JsonTokens.textOrNull(parser, "type");
                case "attributes" -> attributes = ValueJson.readAttributes(parser);
                default -> throw JsonTokens.unknownProperty(parser, Unicode.escapingUnpaired(name), KNOWN);
            }
        }
        return new RowEdgeJson(id, source, target, type, attributes);
    }

    BatchRow row(Operation operation, JsonParser parser) {
        boolean remove = operation == Operation.REMOVE;
        if (remove && !attributes.isEmpty()) {
            throw JsonTokens.refused(parser, "an edge is removed without attributes", id == null ? "" : id);
        }
        if (remove && id != null) {
            if (source != null || target != null || type != null) {
                throw JsonTokens.refused(
                        parser, "an edge is removed by its id alone or by its ends and type, not by both", id);
            }
            return new BatchRow.EdgeRemoval(id);
        }
        if (source == null || target == null) {
            throw JsonTokens.missing(parser, source == null ? "edge/source" : "edge/target");
        }
        return Row.edge(operation, new Edge(id, source, target, type, attributes));
    }
}
