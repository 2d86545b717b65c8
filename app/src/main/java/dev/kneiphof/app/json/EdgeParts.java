package dev.kneiphof.app.json;

import dev.kneiphof.graph.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What a JSON object says of an edge. Which parts must be there depends on what is done with it. */
public record EdgeParts(
        @Nullable String id,
        @Nullable String source,
        @Nullable String target,
        @Nullable String type,
        Attributes attributes) {

    private static final String KNOWN = "id, source, target, type, attributes";

    /** Reads the object at the parser. */
    public static EdgeParts read(JsonParser parser) {
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
                default -> throw JsonTokens.unknownProperty(parser, name, KNOWN);
            }
        }
        return new EdgeParts(id, source, target, type, attributes);
    }
}
