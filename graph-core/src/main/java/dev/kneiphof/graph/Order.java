package dev.kneiphof.graph;

import org.jspecify.annotations.Nullable;

/**
 * The order of an answer. Ties, and rows without the attribute (which come last), stand in insertion order.
 *
 * @param key of the attribute to sort by, else null
 */
public record Order(By by, @Nullable String key, boolean isDescending) {

    private static final Order INSERTION = new Order(By.INSERTION, null, false);

    /** What an answer is sorted by. The position is the number that crosses the boundary. */
    public enum By {
        INSERTION,
        DEGREE,
        ATTRIBUTE
    }

    public Order {
        if (by == By.ATTRIBUTE) {
            Ids.requireKey(key, Ids.NAME_BYTES_MAX);
        }
    }

    public static Order insertion() {
        return INSERTION;
    }

    /** By degree, out and in together; of nodes only. */
    public static Order byDegree() {
        return new Order(By.DEGREE, null, false);
    }

    public static Order byAttribute(String key) {
        return new Order(By.ATTRIBUTE, key, false);
    }

    public Order descending() {
        return new Order(by, key, true);
    }
}
