package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open snapshot and the lifetime of everything that is seen of it. Closing ends the lifetime first, so that no segment can
 * be read when the library lets go of the memory. Forgotten columns are reported, as forgotten graphs are.
 */
@SuppressWarnings("restricted")
final class SnapshotHandle {

    private static final int CLOSED = -1;
    private static final System.Logger LOG = System.getLogger(SnapshotHandle.class.getName());

    private final State state;

    /** {@code whenClosed} comes after the end; it must not hold the owner, as nothing here may. */
    SnapshotHandle(Object owner, long number, Runnable whenClosed) {
        state = new State(number, new Throwable("opened here"), whenClosed);
        GraphHandle.CLEANER.register(owner, state);
        OpenMemoryMeter.viewOpened();
    }

    /** Memory that the snapshot told, readable as long as it is open. */
    MemorySegment view(long address, long bytes) {
        requireOpen();
        return MemorySegment.ofAddress(address)
                .reinterpret(bytes, state.lifetime, null)
                .asReadOnly();
    }

    /** Reads memory by its address: the snapshot stays open until the reading is done. */
    void read(Runnable reading) {
        if (state.readers.getAndUpdate(State::oneMore) == CLOSED) {
            throw closed();
        }
        try {
            reading.run();
        } finally {
            state.readers.decrementAndGet();
        }
    }

    void requireOpen() {
        if (state.readers.get() == CLOSED) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the columns are closed");
    }

    void close() {
        state.close();
    }

    /** What the cleaner needs; it must not hold the owner. */
    private static final class State implements Runnable {

        private final long number;
        private final Throwable openedAt;
        private final Runnable whenClosed;
        private final Arena lifetime = Arena.ofShared();

        /** Who reads by addresses at the moment, or {@link #CLOSED}. */
        private final AtomicInteger readers = new AtomicInteger();

        State(long number, Throwable openedAt, Runnable whenClosed) {
            this.number = number;
            this.openedAt = openedAt;
            this.whenClosed = whenClosed;
        }

        private static int oneMore(int readers) {
            return readers == CLOSED ? CLOSED : readers + 1;
        }

        boolean close() {
            int reading = readers.compareAndExchange(0, CLOSED);
            if (reading == CLOSED) {
                return false;
            }
            if (reading > 0) {
                throw new IllegalStateException("the columns are being read; close them afterwards");
            }
            try {
                lifetime.close();
            } catch (IllegalStateException inUse) {
                // A segment is an argument of a native call in progress.
                readers.set(0);
                throw inUse;
            }
            OpenMemoryMeter.viewClosed();
            whenClosed.run();
            SnapshotCalls.close(number);
            return true;
        }

        @Override
        public void run() {
            try {
                if (close()) {
                    LOG.log(
                            Level.WARNING,
                            "Columns were forgotten without close(); their native memory is freed now",
                            openedAt);
                    OpenMemoryMeter.forgotten();
                }
            } catch (GraphException | IllegalStateException refused) {
                LOG.log(Level.WARNING, "Forgotten columns could not be closed", refused);
            }
        }
    }
}
