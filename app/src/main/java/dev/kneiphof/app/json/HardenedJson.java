package dev.kneiphof.app.json;

import com.fasterxml.jackson.annotation.Nulls;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The mapper that takes nothing on trust: strict UTF-8, each name once, known names only, every value of the type asked for,
 * nothing behind the document, and the limits of {@link JsonLimits}.
 */
public final class HardenedJson {

    /** The attribute of a writer that holds its {@link ValueWriter}. */
    static final String VALUE_WRITER = ValueWriter.class.getName();

    private HardenedJson() {}

    public static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(JsonLimits.CONSTRAINTS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .inputDecorator(new StrictUtf8())
                .build();
        var builder = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.WRAP_EXCEPTIONS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addModule(codecs());
        return builder.withCoercionConfigDefaults(coercions -> {
                    for (CoercionInputShape shape : CoercionInputShape.values()) {
                        coercions.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                // A whole number is exactly itself where a decimal is expected.
                .withCoercionConfig(
                        LogicalType.Float,
                        coercions -> coercions.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert))
                .build();
    }

    private static SimpleModule codecs() {
        return new SimpleModule("kneiphof")
                .addDeserializer(String.class, new Text())
                .addDeserializer(NodeJson.class, new Codec<>(NodeJson::read))
                .addDeserializer(Filter.class, new Codec<>(FilterJson::read))
                .addDeserializer(EdgeJson.class, new Codec<>(EdgeJson::read))
                .addSerializer(StoredNode.class, new NodeWriter())
                .addSerializer(StoredEdge.class, new EdgeWriter());
    }

    /** The way in which this response writes its values. */
    public static ValueWriter valueWriter(SerializationContext context) {
        return context.getAttribute(VALUE_WRITER) instanceof ValueWriter values ? values : ValueWriter.PLAIN;
    }

    private static final class Text extends ValueDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return JsonTokens.text(parser, "this");
        }
    }

    /** A codec written by hand, as a deserializer. */
    private static final class Codec<T> extends ValueDeserializer<T> {

        private final Function<JsonParser, T> read;

        Codec(Function<JsonParser, T> read) {
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return read.apply(parser);
        }
    }

    private static final class NodeWriter extends ValueSerializer<StoredNode> {
        @Override
        public void serialize(StoredNode node, JsonGenerator out, SerializationContext context) {
            NodeJson.write(node, out, valueWriter(context));
        }
    }

    private static final class EdgeWriter extends ValueSerializer<StoredEdge> {
        @Override
        public void serialize(StoredEdge edge, JsonGenerator out, SerializationContext context) {
            EdgeJson.write(edge, out, valueWriter(context));
        }
    }
}
