package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.CrossingMeter;

/**
 * What crossed the Java/Rust boundary in this process: exact counts of calls, rows and bytes, sampled durations. Reading
 * them never crosses.
 */
public final class Crossings {

    private Crossings() {}

    /** The version of the C interface that library and bindings have agreed on; another one is refused. Does not cross. */
    public static int abiVersion() {
        return CrossingMeter.abiVersion();
    }

    /** Everything since the process began, or since the first use of the library. */
    public static CrossingsSnapshot snapshot() {
        return CrossingMeter.snapshot();
    }

    /** What of native memory Java holds open. Does not cross. */
    public static OpenMemory open() {
        return CrossingMeter.open();
    }

    /**
     * Begins a bill of what the current thread crosses from here on. Scopes may be nested; each has its own bill.
     * {@snippet :
     * try (CrossingScope scope = Crossings.scope()) {
     *     graph.apply(batch);
     *     CrossingBill bill = scope.bill();
     * }
     * }
     */
    public static CrossingScope scope() {
        return CrossingMeter.scope();
    }

    /**
     * The smallest possible crossing, for lessons and benchmarks: native code adds two numbers, wrapping around. Crosses once.
     */
    public static long add(long a, long b) {
        return CrossingMeter.add(a, b);
    }
}
