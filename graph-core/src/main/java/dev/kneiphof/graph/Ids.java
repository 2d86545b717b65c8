package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.AsciiWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the names in a graph: ids of nodes and edges, keys, labels, types. Any text is legal that is not empty, holds
 * no control character (U+0000 to U+001F, U+007F) and no unpaired surrogate, and is not longer than its limit in UTF-8.
 */
public final class Ids {

    /** No graph allows longer ids; {@link GraphOptions#idBytesMax()} is the limit of one graph. */
    public static final int ID_BYTES_MAX = 65_535;

    /** The longest key, label or type in bytes of UTF-8. */
    public static final int NAME_BYTES_MAX = 256;

    private Ids() {}

    public static String requireNodeId(@Nullable String id) {
        return requireNodeId(id, ID_BYTES_MAX);
    }

    public static String requireNodeId(@Nullable String id, int bytesMax) {
        return require("id of a node", id, bytesMax);
    }

    /** Explicit ids follow the rule of node ids. */
    public static String requireEdgeId(@Nullable String id, int bytesMax) {
        return require("id of an edge", id, bytesMax);
    }

    public static String requireKey(@Nullable String key, int bytesMax) {
        return require("key of an attribute", key, bytesMax);
    }

    public static String requireLabel(@Nullable String label) {
        return require("label of a node", label, NAME_BYTES_MAX);
    }

    public static String requireType(@Nullable String type) {
        return require("type of an edge", type, NAME_BYTES_MAX);
    }

    static List<String> requireLabels(List<String> labels) {
        return labels.isEmpty()
                ? List.of()
                : labels.stream().map(Ids::requireLabel).distinct().toList();
    }

    /**
     * The id of an edge that was given none: {@code source->target}, or {@code source-[TYPE]->target} with a type. Separators
     * inside a part are escaped with a backslash, so that different edges never share an id.
     */
    public static String derivedEdgeId(String source, String target, @Nullable String type) {
        return DerivedEdgeId.of(source, target, type);
    }

    private static String require(String what, @Nullable String text, int bytesMax) {
        if (text == null) {
            throw invalid("the " + what + " is missing", "");
        }
        if (text.length() <= bytesMax && AsciiWords.isPlain(text)) {
            return text;
        }
        return requireUnicode(what, text, bytesMax);
    }

    private static String requireUnicode(String what, String text, int bytesMax) {
        if (text.isEmpty()) {
            throw invalid("the " + what + " is empty", text);
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7F) {
                throw invalid(
                        "the " + what + " holds the control character U+%04X at position %d".formatted((int) c, i),
                        text);
            }
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                throw unpairedSurrogate(what, text, i);
            }
        }
        if (bytes > bytesMax) {
            throw GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                    .detail("length of the " + what + " in bytes")
                    .value(text)
                    .number(bytes)
                    .limit(bytesMax));
        }
        return text;
    }

    /** The failure of every strict encoder; the surrogate itself is shown as an escape, never replaced. */
    public static GraphException unpairedSurrogate(String what, String text, int position) {
        return GraphException.of(Failure.of(StatusCode.INVALID_UTF8)
                .detail("the " + what + " has an unpaired surrogate at position " + position + " and")
                .value(SurrogateText.escaped(text)));
    }

    private static GraphException invalid(String detail, String value) {
        return GraphException.of(
                Failure.of(StatusCode.INVALID_ARGUMENT).detail(detail).value(value));
    }
}
