package dev.kneiphof.app.samples;

import dev.kneiphof.app.ingestion.Row;
import dev.kneiphof.app.ingestion.RowSink;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.test.context.TestConfiguration;

/** A node a millisecond and no end: its load is under way when a test cancels it, however slow test and machine are. */
@TestConfiguration(proxyBeanMethods = false)
public class EndlessSample implements Sample {

    public static final String NAME = "endless";

    @Override
    public SampleDescription description() {
        return new SampleDescription(NAME, "Endless", "Nodes without end", true, 0, 0, false, "a test", "none");
    }

    @Override
    public void readInto(RowSink sink, Progress progress) {
        for (long row = 0; ; row++) {
            sink.accept(new Row(row, 0, new BatchRow.NodeRow(Operation.ADD, Node.of("n" + row))));
            progress.reached(row / (row + 1_000.0));
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }
}
