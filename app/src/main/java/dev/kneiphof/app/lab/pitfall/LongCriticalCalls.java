package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Exhibits;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.LongUnaryOperator;

/** A long call that the garbage collector has to wait for. */
final class LongCriticalCalls implements Pitfall {

    /** Some hundred milliseconds. */
    private static final long TIMES = 150_000_000;

    private static final long HEAD_START_MILLIS = 20;

    @Override
    public Description description() {
        return new Description(
                "long-critical-calls",
                "Long critical calls",
                "A critical call leaves the state of its thread alone: until it returns, no garbage collection can begin, "
                        + "and every thread of the process stands still.",
                new Way("150,000,000 additions in one critical call, and a collection meanwhile"),
                new Way("The same in a plain call, and a collection meanwhile"),
                new Guard(
                        Kind.DESIGN,
                        "Only reads that are bounded, without a lock and shorter than a microsecond are bound as critical; this one is, "
                                + "for this exhibit alone"),
                "empty-call");
    }

    @Override
    public Outcome wrong() throws Exception {
        return collectDuring(Exhibits::addInRustCritical);
    }

    @Override
    public Outcome right() throws Exception {
        return collectDuring(Exhibits::addInRust);
    }

    private record Called(long beganNanos, long endedNanos) {}

    private static Outcome collectDuring(LongUnaryOperator call) throws Exception {
        var _ = call.applyAsLong(1);
        var calling = new CountDownLatch(1);
        var task = new FutureTask<>(() -> {
            calling.countDown();
            long began = System.nanoTime();
            var _ = call.applyAsLong(TIMES);
            return new Called(began, System.nanoTime());
        });
        Thread caller = Thread.ofPlatform().name("lab-pitfall").start(task);
        calling.await();
        Thread.sleep(HEAD_START_MILLIS);
        long asked = System.nanoTime();
        System.gc();
        long collected = System.nanoTime();
        caller.join();
        Called called = task.get();
        boolean waited = collected >= called.endedNanos();
        return Outcome.of(
                        waited
                                ? "The collection was over only after the call."
                                : "The collection was over before the call.",
                        1)
                .with("milliseconds in the call", millis(called.endedNanos() - called.beganNanos()))
                .with("milliseconds until the collection was over", millis(collected - asked))
                .with("collection had to wait for the call", waited ? "yes" : "no");
    }

    private static String millis(long nanos) {
        return "%.1f".formatted(nanos / 1e6);
    }
}
