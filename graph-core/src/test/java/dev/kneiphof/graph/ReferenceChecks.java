package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** What a graph refuses, said once more in other words than the encoders use. */
final class ReferenceChecks {

    private ReferenceChecks() {}

    static void node(Node node, GraphOptions options) {
        Ids.requireNodeId(node.id(), options.idBytesMax());
        attributes(node.attributes(), options);
    }

    static void edge(Edge edge, GraphOptions options) {
        String id = edge.id();
        if (id != null && !id.equals(Ids.derivedEdgeId(edge.source(), edge.target(), edge.type()))) {
            Ids.requireEdgeId(id, options.idBytesMax());
        }
        attributes(edge.attributes(), options);
    }

    static void attributes(Attributes attributes, GraphOptions options) {
        requireAtMost(attributes.size(), options.attributesMax());
        for (var attribute : attributes) {
            Ids.requireKey(attribute.getKey(), options.keyBytesMax());
            value(attribute.getValue(), options, 0);
        }
    }

    private static void value(AttributeValue value, GraphOptions options, int depth) {
        switch (value) {
            case TextValue(var text) -> requireAtMost(utf8Length(text), options.valueBytesMax());
            case BytesValue bytes -> requireAtMost(bytes.value().length, options.valueBytesMax());
            case ListValue(var values) -> all(values, options, depth);
            case MapValue(var entries) -> {
                entries.keySet().forEach(ReferenceChecks::utf8Length);
                all(entries.values(), options, depth);
            }
            case OpaqueValue(var object) ->
                ReferenceState.refuseIf(
                        depth > 0,
                        StatusCode.INVALID_ARGUMENT,
                        object.getClass().getName());
            default -> {}
        }
    }

    private static void all(Collection<AttributeValue> values, GraphOptions options, int depth) {
        requireAtMost(depth + 1, options.nestingMax());
        values.forEach(value -> value(value, options, depth + 1));
    }

    private static int utf8Length(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException unpaired) {
            throw ReferenceState.refused(StatusCode.INVALID_UTF8, SurrogateText.escaped(text));
        }
    }

    static void requireAtMost(long number, long limit) {
        if (number > limit) {
            throw GraphException.of(
                    Failure.of(StatusCode.LIMIT_EXCEEDED).number(number).limit(limit));
        }
    }
}
