package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.LayoutOptions;
import dev.kneiphof.graph.Positions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Places nodes in the plane, in the engine and by a seed: the same request places them alike. */
@RestController
class LayoutController {

    private static final LayoutOptions DEFAULT = LayoutOptions.seeded(7);

    private final GraphService graphs;

    LayoutController(GraphService graphs) {
        this.graphs = graphs;
    }

    record LayoutRequest(
            @Nullable List<String> ids,
            @Nullable Long seed,
            @Nullable Integer iterations,
            @Nullable Map<String, double[]> positions) {

        LayoutOptions toOptions() {
            return new LayoutOptions(
                    seed == null ? DEFAULT.seed() : seed,
                    iterations == null ? DEFAULT.iterations() : iterations,
                    positions == null ? Map.of() : positions);
        }
    }

    record LayoutAnswer(List<float[]> positions, CrossingsJson crossings) {

        static LayoutAnswer of(List<String> ids, Positions placed, CrossingsJson crossings) {
            List<float[]> positions = IntStream.range(0, ids.size())
                    .mapToObj(i -> new float[] {placed.x(i), placed.y(i)})
                    .toList();
            return new LayoutAnswer(positions, crossings);
        }
    }

    @PostMapping("/api/v1/graphs/{graph}/layout")
    LayoutAnswer layout(@PathVariable String graph, @RequestBody LayoutRequest request, CrossingScope crossings) {
        List<String> ids = IdsRequest.require(request.ids());
        Positions placed = graphs.get(graph).graph().layout(ids, request.toOptions());
        return LayoutAnswer.of(ids, placed, CrossingsJson.of(crossings));
    }
}
