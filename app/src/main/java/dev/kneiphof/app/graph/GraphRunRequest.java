package dev.kneiphof.app.graph;

import dev.kneiphof.app.graph.LayoutController.LayoutAnswer;
import dev.kneiphof.app.graph.LayoutController.LayoutRequest;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.GraphRuns;
import dev.kneiphof.graph.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Long work that is asked for: one of the calls, with the body that the call itself takes.
 *
 * @param work nodes, edges, layout or shrink
 * @param query which nodes or edges; all when it is missing
 * @param layout of which nodes
 */
record GraphRunRequest(
        @Nullable String work,
        @Nullable QueryRequest query,
        @Nullable LayoutRequest layout) {

    private static final String LAYOUT = "layout";
    private static final String SHRINK = "shrink";

    /** Starts the work, after everything about it that can be checked at once was checked. */
    StartedRun<?> start(NamedGraph graph, Pages pages) {
        if (work == null) {
            throw ApiProblem.invalid("a property is missing", "work").at("/work");
        }
        requireOnlyItsOwn(query, "query", !work.equals(LAYOUT) && !work.equals(SHRINK));
        requireOnlyItsOwn(layout, LAYOUT, work.equals(LAYOUT));
        GraphRuns runs = graph.graph().async();
        return switch (work) {
            case Pages.NODES -> {
                Query asked = pages.query(graph, work, queryOrAll());
                yield new StartedRun<>(
                        graph,
                        work,
                        runs.nodes(asked),
                        (page, crossings) -> pages.answer(graph, Pages.NODES, asked, page, crossings));
            }
            case Pages.EDGES -> {
                Query asked = pages.query(graph, work, queryOrAll());
                yield new StartedRun<>(
                        graph,
                        work,
                        runs.edges(asked),
                        (page, crossings) -> pages.answer(graph, Pages.EDGES, asked, page, crossings));
            }
            case LAYOUT -> {
                if (layout == null) {
                    throw ApiProblem.invalid("a property is missing", LAYOUT).at("/layout");
                }
                List<String> ids = IdsRequest.require(layout.ids());
                yield new StartedRun<>(
                        graph,
                        work,
                        runs.layout(ids, layout.toOptions()),
                        (placed, crossings) -> LayoutAnswer.of(ids, placed, crossings));
            }
            case SHRINK -> new StartedRun<>(graph, work, runs.shrink(), ShrunkAnswer::of);
            default ->
                throw ApiProblem.invalid("work is nodes, edges, layout or shrink", work)
                        .at("/work");
        };
    }

    private void requireOnlyItsOwn(@Nullable Object given, String name, boolean itsOwn) {
        if (given != null && !itsOwn) {
            throw ApiProblem.invalid("work '" + work + "' does not have the property", name)
                    .at("/" + name);
        }
    }

    private QueryRequest queryOrAll() {
        return query == null ? new QueryRequest(null, null, null, null) : query;
    }
}
