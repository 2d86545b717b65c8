package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.OpenMemory;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is opened and closed. Opening and closing cost a thousand times what counting them does. */
final class OpenMemoryMeter {

    private static final LongAdder GRAPHS = new LongAdder();
    private static final LongAdder ARENAS = new LongAdder();
    private static final LongAdder ARENA_BYTES = new LongAdder();
    private static final LongAdder VIEWS = new LongAdder();

    private static final LongAdder FORGOTTEN = new LongAdder();

    private OpenMemoryMeter() {}

    static void graphOpened() {
        GRAPHS.increment();
    }

    static void graphClosed() {
        GRAPHS.decrement();
    }

    static void arenaOpened(long bytes) {
        ARENAS.increment();
        ARENA_BYTES.add(bytes);
    }

    static void arenaClosed(long bytes) {
        ARENAS.decrement();
        ARENA_BYTES.add(-bytes);
    }

    /** A view, and the arena that is its lifetime. */
    static void viewOpened() {
        VIEWS.increment();
        arenaOpened(0);
    }

    static void viewClosed() {
        VIEWS.decrement();
        arenaClosed(0);
    }

    static void forgotten() {
        FORGOTTEN.increment();
    }

    static OpenMemory snapshot() {
        return new OpenMemory(GRAPHS.sum(), ARENAS.sum(), ARENA_BYTES.sum(), VIEWS.sum(), FORGOTTEN.sum());
    }
}
