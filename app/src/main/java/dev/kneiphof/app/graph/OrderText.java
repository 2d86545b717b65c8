package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Order;
import org.jspecify.annotations.Nullable;

/**
 * Reads an order: {@code degree} or the key of an attribute, with a {@code -} in front for descending. A key in single quotes
 * is always an attribute: {@code 'degree'}, {@code -'-odd'}; a quote inside is doubled.
 */
final class OrderText {

    private OrderText() {}

    /** The order of the text; insertion order where there is none. */
    static Order parse(@Nullable String text) {
        if (text == null) {
            return Order.insertion();
        }
        boolean descending = text.startsWith("-");
        Order order = ascending(descending ? text.substring(1) : text, text);
        return descending ? order.descending() : order;
    }

    private static Order ascending(String name, String text) {
        if (name.equals("degree")) {
            return Order.byDegree();
        }
        if (name.startsWith("'")) {
            return Order.byAttribute(unquoted(name, text));
        }
        if (name.isEmpty() || name.startsWith("-")) {
            throw ApiProblem.invalid("an order is degree or the key of an attribute, with - for descending", text);
        }
        return Order.byAttribute(name);
    }

    private static String unquoted(String name, String text) {
        String inner = name.length() > 1 && name.endsWith("'") ? name.substring(1, name.length() - 1) : "'";
        String key = inner.replace("''", "");
        if (key.contains("'")) {
            throw ApiProblem.invalid("the quotes of an order's key do not match", text);
        }
        return inner.replace("''", "'");
    }
}
