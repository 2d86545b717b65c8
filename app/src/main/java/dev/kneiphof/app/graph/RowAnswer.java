package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.EdgeJson;
import dev.kneiphof.app.json.HardenedJson;
import dev.kneiphof.app.json.NodeJson;
import dev.kneiphof.app.json.ValueWriter;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** One node or edge and what it cost to get it, in one object. */
record RowAnswer(Properties properties, CrossingsJson crossings) implements JacksonSerializable {

    /** Writes the properties of a row into the object that is open. */
    @FunctionalInterface
    interface Properties {
        void write(JsonGenerator out, ValueWriter values);
    }

    /** The answer with the node's version as its entity tag. */
    static ResponseEntity<RowAnswer> of(ResponseEntity.BodyBuilder answer, StoredNode node, CrossingScope crossings) {
        return of(answer, node.version(), (out, values) -> NodeJson.writeProperties(node, out, values), crossings);
    }

    /** The answer with the edge's version as its entity tag. */
    static ResponseEntity<RowAnswer> of(ResponseEntity.BodyBuilder answer, StoredEdge edge, CrossingScope crossings) {
        return of(answer, edge.version(), (out, values) -> EdgeJson.writeProperties(edge, out, values), crossings);
    }

    private static ResponseEntity<RowAnswer> of(
            ResponseEntity.BodyBuilder answer, long version, Properties properties, CrossingScope crossings) {
        return answer.eTag(ETags.of(version))
                .cacheControl(CacheControl.noCache())
                .body(new RowAnswer(properties, CrossingsJson.of(crossings)));
    }

    @Override
    public void serialize(JsonGenerator out, SerializationContext context) {
        out.writeStartObject();
        properties.write(out, HardenedJson.valueWriter(context));
        context.defaultSerializeProperty("crossings", crossings, out);
        out.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer types) {
        serialize(out, context);
    }
}
