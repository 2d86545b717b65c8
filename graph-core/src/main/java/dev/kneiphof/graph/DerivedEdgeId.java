package dev.kneiphof.graph;

import org.jspecify.annotations.Nullable;

/** Derived edge ids; the engine composes the same text, shared cases keep the two alike. */
final class DerivedEdgeId {

    private DerivedEdgeId() {}

    static String of(String source, String target, @Nullable String type) {
        if (isUnescaped(source) && isUnescaped(target) && (type == null || isUnescaped(type))) {
            return type == null ? source + "->" + target : source + "-[" + type + "]->" + target;
        }
        var id = new StringBuilder(source.length() + target.length() + (type == null ? 2 : type.length() + 4));
        appendEscaped(id, source);
        if (type != null) {
            id.append("-[");
            appendEscaped(id, type);
            id.append(']');
        }
        id.append("->");
        appendEscaped(id, target);
        return id.toString();
    }

    /** Whether the part surely has nothing to escape: as almost all ids, with neither a backslash nor what every separator has. */
    private static boolean isUnescaped(String part) {
        return part.indexOf('-') < 0 && part.indexOf('\\') < 0;
    }

    private static void appendEscaped(StringBuilder id, String part) {
        for (int i = 0; i < part.length(); i++) {
            if (isSeparator(part, i)) {
                id.append('\\');
            }
            id.append(part.charAt(i));
        }
    }

    private static boolean isSeparator(String part, int at) {
        return switch (part.charAt(at)) {
            case '\\' -> true;
            case '-' -> part.startsWith(">", at + 1) || part.startsWith("[", at + 1);
            case ']' -> part.startsWith("->", at + 1);
            default -> false;
        };
    }
}
