package dev.kneiphof.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param total of everything that matches, on this page or not
 * @param next null on the last page
 * @param revision of the graph the page was read at
 */
public record Page<T>(List<T> items, long total, @Nullable Cursor next, long revision) {

    public Page {
        items = List.copyOf(items);
    }
}
