package dev.kneiphof.app.graph;

import dev.kneiphof.graph.Filter;
import org.jspecify.annotations.Nullable;

/** The body of {@code :explain}: a filter; none lets everything pass. */
record ExplainRequest(@Nullable Filter filter) {

    /** From the parameter of an address. */
    static ExplainRequest of(@Nullable String text) {
        return new ExplainRequest(text == null ? null : Filter.parse(text));
    }

    Filter toFilter() {
        return filter == null ? Filter.all() : filter;
    }
}
