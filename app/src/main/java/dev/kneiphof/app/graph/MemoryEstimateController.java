package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphShape;
import dev.kneiphof.graph.GraphShape.ColumnShape;
import dev.kneiphof.graph.MemoryEstimate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a graph will take of the quota: a question before an import, which no graph is needed for. */
@RestController
class MemoryEstimateController {

    private static final int COLUMNS_MAX = 10_000;

    record ColumnRequest(
            @Nullable String of,
            @Nullable String type,
            @Nullable Long values,
            @Nullable Long distinct,
            @Nullable Long bytes) {

        ColumnShape toShape(String pointer) {
            return new ColumnShape(
                    word(GraphShape.Subject.class, of, "of", pointer),
                    word(GraphShape.Type.class, type, "type", pointer),
                    orZero(values),
                    orZero(distinct),
                    orZero(bytes));
        }
    }

    record ShapeRequest(
            @Nullable Boolean directed,
            @Nullable Long nodes,
            @Nullable Long nodeIdBytes,
            @Nullable Long edges,
            @Nullable Long edgeIds,
            @Nullable Long edgeIdBytes,
            @Nullable Boolean labelled,
            @Nullable Boolean typed,
            @Nullable List<ColumnRequest> columns) {

        GraphShape toShape() {
            List<ColumnRequest> asked = columns == null ? List.of() : columns;
            if (asked.size() > COLUMNS_MAX) {
                throw ApiProblem.limit("number of columns", asked.size(), COLUMNS_MAX)
                        .at("/columns");
            }
            List<ColumnShape> shapes = IntStream.range(0, asked.size())
                    .mapToObj(i -> asked.get(i).toShape("/columns/" + i))
                    .toList();
            return new GraphShape(
                    !Boolean.FALSE.equals(directed),
                    orZero(nodes),
                    orZero(nodeIdBytes),
                    orZero(edges),
                    orZero(edgeIds),
                    orZero(edgeIdBytes),
                    Boolean.TRUE.equals(labelled),
                    Boolean.TRUE.equals(typed),
                    shapes);
        }
    }

    record EstimateAnswer(long leastBytes, long likelyBytes, long mostBytes, CrossingsJson crossings) {}

    @PostMapping("/api/v1/memory-estimates")
    EstimateAnswer estimate(@RequestBody ShapeRequest request, CrossingScope crossings) {
        MemoryEstimate estimate = Graph.estimateMemory(request.toShape());
        return new EstimateAnswer(
                estimate.leastBytes(), estimate.likelyBytes(), estimate.mostBytes(), CrossingsJson.of(crossings));
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static <E extends Enum<E>> E word(Class<E> words, @Nullable String given, String name, String pointer) {
        for (E word : words.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(given)) {
                return word;
            }
        }
        String known = String.join(
                ", ",
                List.of(words.getEnumConstants()).stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                        .toList());
        throw ApiProblem.invalid("'" + name + "' of a column is one of " + known, String.valueOf(given))
                .at(pointer + "/" + name);
    }
}
