package dev.kneiphof.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What every graph does, whatever it is made of. */
abstract class GraphContract
        implements NodeContract,
                EdgeContract,
                ValueContract,
                ValueReadContract,
                BatchContract,
                BlockContract,
                SchemaContract,
                SchemaRowContract,
                EdgeRowContract,
                MapContract,
                ShapeContract,
                TransactionContract,
                QueryContract,
                IndexContract,
                NeighborContract,
                BatchedReadContract,
                OpenBatchContract,
                LifecycleContract {

    private final List<Graph> opened = new ArrayList<>();

    /** A graph of the kind under test. */
    abstract Graph openGraph(GraphOptions options);

    @Override
    public Graph open(GraphOptions options) {
        Graph graph = openGraph(options.withLockWait(Duration.ofMillis(50)));
        opened.add(graph);
        return graph;
    }

    @AfterEach
    void closeGraphs() {
        opened.forEach(Graph::close);
    }
}
