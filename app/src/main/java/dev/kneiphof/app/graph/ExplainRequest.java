package dev.kneiphof.app.graph;

import dev.kneiphof.graph.Filter;
import org.jspecify.annotations.Nullable;

/** The body of {@code :explain}: a filter; none lets everything pass. */
record ExplainRequest(@Nullable Filter filter) {

    Filter toFilter() {
        return filter == null ? Filter.all() : filter;
    }
}
