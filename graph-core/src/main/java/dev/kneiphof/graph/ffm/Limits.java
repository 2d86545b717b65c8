package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.StatusCode;

/** Limits that are cheaper to hold before a crossing than behind it: what is far too large is not even encoded. */
final class Limits {

    private Limits() {}

    static int requireCount(GraphOptions options, int attributes) {
        if (attributes > options.attributesMax()) {
            throw exceeded("number of attributes", "", attributes, options.attributesMax());
        }
        return attributes;
    }

    /** {@code length} may be of characters: the bytes, which the engine counts, are never fewer. */
    static void requireSize(GraphOptions options, String key, long length) {
        if (length > options.valueBytesMax()) {
            throw exceeded("length of the value of '" + key + "' in bytes", key, length, options.valueBytesMax());
        }
    }

    private static GraphException exceeded(String what, String value, long number, long limit) {
        return GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                .detail(what)
                .value(value)
                .number(number)
                .limit(limit));
    }
}
