package dev.kneiphof.app.graph;

import dev.kneiphof.app.graph.IndexController.IndexRequest;
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
 * @param work nodes, edges, layout, index or shrink
 * @param query which nodes or edges; all when it is missing
 * @param layout of which nodes
 * @param index what is declared
 */
record GraphRunRequest(
        @Nullable String work,
        @Nullable QueryRequest query,
        @Nullable LayoutRequest layout,
        @Nullable IndexRequest index) {

    private static final String LAYOUT = "layout";
    private static final String INDEX = "index";
    private static final String SHRINK = "shrink";

    /** Starts the work, after everything about it that can be checked at once was checked. */
    StartedRun<?> start(NamedGraph graph, Pages pages) {
        if (work == null) {
            throw ApiProblem.invalid("a property is missing", "work").at("/work");
        }
        requireOnlyItsOwn(query, "query", work.equals(Pages.NODES) || work.equals(Pages.EDGES));
        requireOnlyItsOwn(layout, LAYOUT, work.equals(LAYOUT));
        requireOnlyItsOwn(index, INDEX, work.equals(INDEX));
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
                List<String> ids = IdsRequest.require(required(layout, LAYOUT).ids());
                yield new StartedRun<>(
                        graph,
                        work,
                        runs.layout(ids, required(layout, LAYOUT).toOptions()),
                        (placed, crossings) -> LayoutAnswer.of(ids, placed, crossings));
            }
            case INDEX -> {
                IndexRequest asked = required(index, INDEX);
                yield new StartedRun<>(
                        graph,
                        work,
                        runs.declareIndex(DeclaredIndexAnswer.toIndex(asked.on(), asked.key())),
                        DeclaredAnswer::new);
            }
            case SHRINK -> new StartedRun<>(graph, work, runs.shrink(), ShrunkAnswer::of);
            default ->
                throw ApiProblem.invalid("work is nodes, edges, layout, index or shrink", work)
                        .at("/work");
        };
    }

    private static <T> T required(@Nullable T given, String name) {
        if (given == null) {
            throw ApiProblem.invalid("a property is missing", name).at("/" + name);
        }
        return given;
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
