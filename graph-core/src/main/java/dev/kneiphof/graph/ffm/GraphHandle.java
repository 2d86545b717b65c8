package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The number of an open graph, and whether it is still open. A graph that is forgotten instead of closed is reported, with
 * the place where it was opened, and then closed: the report is what the cleaner is for, nobody may rely on the closing.
 */
final class GraphHandle {

    private static final System.Logger LOG = System.getLogger(GraphHandle.class.getName());
    static final Cleaner CLEANER = Cleaner.create();

    private final State state;

    GraphHandle(long number) {
        state = new State(number, new Throwable("opened here"));
        CLEANER.register(this, state);
        OpenMemoryMeter.graphOpened();
    }

    /** The number, while the graph is open. */
    long number() {
        if (state.closed.get()) {
            throw closed();
        }
        return state.number;
    }

    boolean isClosed() {
        return state.closed.get();
    }

    /** Closes the graph once; answers whether this call did it. A busy graph stays open, and the exception says so. */
    boolean close() {
        if (!state.closed.compareAndSet(false, true)) {
            return false;
        }
        try {
            GraphCalls.close(state.number);
            OpenMemoryMeter.graphClosed();
            return true;
        } catch (GraphException busy) {
            if (busy.status() == StatusCode.BUSY || busy.status() == StatusCode.REENTRANT) {
                state.closed.set(false);
            }
            throw busy;
        }
    }

    static GraphException closed() {
        return GraphException.of(Failure.of(StatusCode.GRAPH_CLOSED));
    }

    /** What the cleaner needs; it must not hold the owner. */
    private static final class State implements Runnable {

        private final long number;
        private final Throwable openedAt;
        private final AtomicBoolean closed = new AtomicBoolean();

        State(long number, Throwable openedAt) {
            this.number = number;
            this.openedAt = openedAt;
        }

        @Override
        public void run() {
            if (closed.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "A graph was forgotten without close(); its native memory is freed now",
                        openedAt);
                OpenMemoryMeter.forgotten();
                try {
                    GraphCalls.close(number);
                    OpenMemoryMeter.graphClosed();
                } catch (GraphException refused) {
                    LOG.log(Level.WARNING, "A forgotten graph could not be closed", refused);
                }
            }
        }
    }
}
