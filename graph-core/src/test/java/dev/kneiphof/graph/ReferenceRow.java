package dev.kneiphof.graph;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A node of the model as a predicate sees it. */
record ReferenceRow(Node node) implements NodeRow {

    @Override
    public long row() {
        throw new UnsupportedOperationException("the model has no rows");
    }

    @Override
    public String id() {
        return node.id();
    }

    @Override
    public TextView idView() {
        return new TextView(MemorySegment.ofArray(node.id().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean has(String key) {
        AttributeValue value = value(key);
        return value != null && !(value instanceof NullValue);
    }

    @Override
    public long integerOf(String key) {
        return value(key) instanceof IntegerValue integer
                ? integer.value()
                : missing(key).length();
    }

    @Override
    public double floatOf(String key) {
        return value(key) instanceof FloatValue number
                ? number.value()
                : missing(key).length();
    }

    private static String missing(String key) {
        throw new IllegalStateException("no such value of '" + key + "'");
    }

    @Override
    public @Nullable String textOf(String key) {
        return value(key) instanceof TextValue text ? text.value() : null;
    }

    @Override
    public @Nullable AttributeValue value(String key) {
        return node.attributes().get(key);
    }
}
