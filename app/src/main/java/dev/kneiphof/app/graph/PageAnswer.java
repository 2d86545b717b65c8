package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page.
 *
 * @param count of the items here
 * @param total of everything that matches
 * @param cursor of the next page; null on the last
 */
record PageAnswer<T>(
        List<T> items, int count, long total, @Nullable String cursor, long revision, CrossingsJson crossings) {}
