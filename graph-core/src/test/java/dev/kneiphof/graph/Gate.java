package dev.kneiphof.graph;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Measures until a bound is met or time is up. Minima only fall, so a bound that holds is met sooner or later on a machine that is
 * busy with other things, too, and one that is broken never.
 */
final class Gate {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Gate() {}

    static CrossingBill bill(Runnable action) {
        try (CrossingScope scope = Crossings.scope()) {
            action.run();
            return scope.bill();
        }
    }

    /** The fewest bytes that this thread has allocated for the action: at first the interpreter allocates what is left out later. */
    static long fewestBytes(long enough, Runnable action) {
        long fewest = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (fewest > enough && System.nanoTime() < end) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            action.run();
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    /** How many times the shortest turn of the baseline the shortest one of the action takes; they take turns. */
    static double ratio(double enough, Runnable action, Runnable baseline) {
        long shortest = Long.MAX_VALUE;
        long shortestOfBaseline = Long.MAX_VALUE;
        double ratio = Double.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = 0; (turn < 5 || ratio > enough) && System.nanoTime() < end; turn++) {
            shortest = Math.min(shortest, nanos(action));
            shortestOfBaseline = Math.min(shortestOfBaseline, nanos(baseline));
            ratio = (double) shortest / shortestOfBaseline;
        }
        return ratio;
    }

    /** How many times what the engine takes for it a call takes as a whole, with all that Java does before and after. */
    static double ratioToEngine(double enough, Runnable call) {
        double ratio = Double.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int turn = 0; (turn < 5 || ratio > enough) && System.nanoTime() < end; turn++) {
            long begun = System.nanoTime();
            CrossingBill bill = bill(call);
            ratio = Math.min(ratio, (double) (System.nanoTime() - begun) / bill.nativeNanos());
        }
        return ratio;
    }

    private static long nanos(Runnable action) {
        long begun = System.nanoTime();
        action.run();
        return System.nanoTime() - begun;
    }
}
