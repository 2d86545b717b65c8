package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.JsonTokens;
import dev.kneiphof.app.json.NodeJson;
import dev.kneiphof.app.json.ValueJson;
import dev.kneiphof.graph.Attributes;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link MergePatch}. */
final class MergePatchReader extends ValueDeserializer<MergePatch> {

    @Override
    public MergePatch deserialize(JsonParser parser, DeserializationContext context) {
        JsonTokens.enterObject(parser, "a patch");
        List<String> labels = null;
        Attributes attributes = Attributes.EMPTY;
        boolean clearing = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            boolean removed = parser.nextToken() == JsonToken.VALUE_NULL;
            switch (name) {
                case "labels" -> labels = removed ? List.of() : NodeJson.readLabels(parser);
                case "attributes" -> {
                    clearing = removed;
                    attributes = removed ? Attributes.EMPTY : ValueJson.readAttributes(parser);
                }
                default -> throw JsonTokens.unknownProperty(parser, name, "labels, attributes");
            }
        }
        return new MergePatch(labels, clearing, attributes);
    }
}
