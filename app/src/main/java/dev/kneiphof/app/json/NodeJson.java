package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.StoredNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A node in JSON: {@code {"id":"ada","labels":["Person"],"attributes":{"age":36}}}.
 *
 * @param id null where the object has none
 */
public record NodeJson(@Nullable String id, List<String> labels, Attributes attributes) {

    private static final String KNOWN = "id, labels, attributes";

    /** Reads the node at the parser; its id must be there. */
    public static Node readNode(JsonParser parser) {
        return read(parser).toNode();
    }

    /** Reads the object at the parser, with or without an id. */
    public static NodeJson read(JsonParser parser) {
        JsonTokens.enterObject(parser, "a node");
        String id = null;
        List<String> labels = List.of();
        Attributes attributes = Attributes.EMPTY;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = JsonTokens.text(parser, "id");
                case "labels" -> labels = readLabels(parser);
                case "attributes" -> attributes = ValueJson.readAttributes(parser);
                default -> throw JsonTokens.unknownProperty(parser, name, KNOWN);
            }
        }
        return new NodeJson(id, labels, attributes);
    }

    /** Reads the array of labels at the parser. */
    public static List<String> readLabels(JsonParser parser) {
        JsonTokens.enterArray(parser, "labels");
        List<String> labels = new ArrayList<>(4);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            labels.add(JsonTokens.text(parser, "a label"));
        }
        return labels;
    }

    /** The node; its id must be there. */
    public Node toNode() {
        if (id == null) {
            throw ApiProblem.invalid("a property is missing", "id");
        }
        return new Node(id, labels, attributes);
    }

    /** The node with the id of the address, which the body may repeat but not change. */
    public Node toNode(String addressed) {
        if (id != null && !id.equals(addressed)) {
            throw ApiProblem.invalid("the body's id must be the one of the address, '" + addressed + "'", id)
                    .at("/id");
        }
        return new Node(addressed, labels, attributes);
    }

    /** Writes the node's object. */
    public static void write(StoredNode stored, JsonGenerator out, ValueWriter values) {
        out.writeStartObject();
        writeProperties(stored, out, values);
        out.writeEndObject();
    }

    /** Writes the node's properties into the object that is open. */
    public static void writeProperties(StoredNode stored, JsonGenerator out, ValueWriter values) {
        Node node = stored.node();
        out.writeStringProperty("id", node.id());
        out.writeName("labels").writeStartArray();
        node.labels().forEach(out::writeString);
        out.writeEndArray().writeName("attributes");
        values.write(node.attributes(), out);
        out.writeStringProperty("version", Versions.text(stored.version()));
        out.writeNumberProperty("outDegree", stored.outDegree());
        out.writeNumberProperty("inDegree", stored.inDegree());
    }
}
