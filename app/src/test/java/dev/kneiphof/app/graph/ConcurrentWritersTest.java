package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.json.HardenedJson;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Two clients at once. */
class ConcurrentWritersTest {

    private static final int WRITERS = 2;
    /** Fewer than a patch has attempts: it loses one to each change of the other writer at most. */
    private static final int CHANGES = 50;

    private final Graph graph = Graph.open(GraphOptions.defaults());
    private final JsonMapper mapper = HardenedJson.mapper();

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void ofTwoThatAddTheSameNodeOneSucceeds() throws Exception {
        List<Integer> added = inParallel(writer -> {
            int count = 0;
            for (int i = 0; i < CHANGES; i++) {
                try {
                    graph.addNode(Node.of("n" + i));
                    count++;
                } catch (NodeAlreadyExistsException lost) {
                    continue;
                }
            }
            return count;
        });

        assertThat(added.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CHANGES);
        assertThat(graph.counts().nodes()).isEqualTo(CHANGES);
    }

    @Test
    void patchesOfOneMapByTwoLoseNothing() throws Exception {
        graph.addNode(Node.of("shared").with("map", Map.of()));

        inParallel(writer -> {
            for (int i = 0; i < CHANGES; i++) {
                String json = "{\"attributes\":{\"map\":{\"w%d-%d\":%d}}}".formatted(writer, i, i);
                mapper.readValue(json, MergePatch.class).apply(new NodeChanges(graph, "shared"), null);
            }
            return CHANGES;
        });

        assertThat(graph.getNode("shared").node().attributes().get("map"))
                .extracting(value -> ((Map<?, ?>) value.toObject()).size())
                .isEqualTo(WRITERS * CHANGES);
    }

    private interface Writer {
        int write(int number) throws Exception;
    }

    private static List<Integer> inParallel(Writer writer) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Integer>> work = IntStream.range(0, WRITERS)
                    .<Callable<Integer>>mapToObj(number -> () -> writer.write(number))
                    .toList();
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
