package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.HardenedJson;
import dev.kneiphof.app.json.NodeJson;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.StoredNode;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** One node and what it cost to get it, in one object. */
record NodeAnswer(StoredNode node, CrossingsJson crossings) implements JacksonSerializable {

    /** The answer with the node's version as its entity tag. */
    static ResponseEntity<NodeAnswer> of(ResponseEntity.BodyBuilder answer, StoredNode node, CrossingScope crossings) {
        return answer.eTag(ETags.of(node.version()))
                .cacheControl(CacheControl.noCache())
                .body(new NodeAnswer(node, CrossingsJson.of(crossings)));
    }

    @Override
    public void serialize(JsonGenerator out, SerializationContext context) {
        out.writeStartObject();
        NodeJson.writeProperties(node, out, HardenedJson.valueWriter(context));
        context.defaultSerializeProperty("crossings", crossings, out);
        out.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer types) {
        serialize(out, context);
    }
}
