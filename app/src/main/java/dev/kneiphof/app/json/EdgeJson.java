package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.StoredEdge;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * An edge in JSON: {@code {"source":"ada","target":"bob","type":"KNOWS","attributes":{"since":1843}}}.
 *
 * @param id null for the derived id
 * @param type null for an edge without a type
 */
public record EdgeJson(
        @Nullable String id,
        String source,
        String target,
        @Nullable String type,
        Attributes attributes) {

    /** Reads the edge at the parser. */
    public static Edge readEdge(JsonParser parser) {
        return read(parser).toEdge();
    }

    /** Reads the object at the parser; source and target must be there. */
    public static EdgeJson read(JsonParser parser) {
        EdgeParts parts = EdgeParts.read(parser);
        String source = parts.source();
        String target = parts.target();
        if (source == null || target == null) {
            throw JsonTokens.missing(parser, source == null ? "source" : "target");
        }
        return new EdgeJson(parts.id(), source, target, parts.type(), parts.attributes());
    }

    public Edge toEdge() {
        return new Edge(id, source, target, type, attributes);
    }

    /** The edge with the id of the address, which the body may repeat but not change. */
    public Edge toEdge(String addressed) {
        if (id != null && !id.equals(addressed)) {
            throw ApiProblem.invalid("the body's id must be the one of the address, '" + addressed + "'", id)
                    .at("/id");
        }
        return new Edge(addressed, source, target, type, attributes);
    }

    /** Writes the edge's object. */
    public static void write(StoredEdge stored, JsonGenerator out, ValueWriter values) {
        out.writeStartObject();
        writeProperties(stored, out, values);
        out.writeEndObject();
    }

    /** Writes the edge's properties into the object that is open. */
    public static void writeProperties(StoredEdge stored, JsonGenerator out, ValueWriter values) {
        Edge edge = stored.edge();
        out.writeStringProperty("id", edge.effectiveId());
        out.writeStringProperty("source", edge.source());
        out.writeStringProperty("target", edge.target());
        out.writeStringProperty("type", edge.type());
        out.writeName("attributes");
        values.write(edge.attributes(), out);
        out.writeStringProperty("version", Versions.text(stored.version()));
    }
}
