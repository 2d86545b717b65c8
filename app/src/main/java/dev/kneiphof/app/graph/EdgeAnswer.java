package dev.kneiphof.app.graph;

import dev.kneiphof.app.json.EdgeJson;
import dev.kneiphof.app.json.HardenedJson;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.StoredEdge;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** One edge and what it cost to get it, in one object. */
record EdgeAnswer(StoredEdge edge, CrossingsJson crossings) implements JacksonSerializable {

    /** The answer with the edge's version as its entity tag. */
    static ResponseEntity<EdgeAnswer> of(ResponseEntity.BodyBuilder answer, StoredEdge edge, CrossingScope crossings) {
        return answer.eTag(ETags.of(edge.version()))
                .cacheControl(CacheControl.noCache())
                .body(new EdgeAnswer(edge, CrossingsJson.of(crossings)));
    }

    @Override
    public void serialize(JsonGenerator out, SerializationContext context) {
        out.writeStartObject();
        EdgeJson.writeProperties(edge, out, HardenedJson.valueWriter(context));
        context.defaultSerializeProperty("crossings", crossings, out);
        out.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer types) {
        serialize(out, context);
    }
}
