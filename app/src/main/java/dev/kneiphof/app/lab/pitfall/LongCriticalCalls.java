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
    private static final int ATTEMPTS = 5;

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

    /** The call and the collection, in nanoseconds of one clock. */
    private record Both(long began, long ended, long asked, long collected) {

        boolean isBeside() {
            return asked < ended;
        }

        /** The caller stands still from the end of a critical call to that of the collection: it ends soon after, never before. */
        boolean hasWaited() {
            return collected - asked >= (ended - asked) / 2;
        }
    }

    private static Outcome collectDuring(LongUnaryOperator call) throws Exception {
        Both both = once(call);
        // On a busy machine the collection may be asked for only after the call.
        for (int attempt = 1; attempt < ATTEMPTS && !both.isBeside(); attempt++) {
            both = once(call);
        }
        return Outcome.of(
                        both.hasWaited()
                                ? "The collection was over only after the call."
                                : "The collection was over before the call.",
                        1)
                .with("milliseconds in the call", millis(both.ended() - both.began()))
                .with("milliseconds until the collection was over", millis(both.collected() - both.asked()))
                .with("collection had to wait for the call", both.hasWaited() ? "yes" : "no");
    }

    /** The call is made here, where it is billed; the collection is asked for by another thread. */
    private static Both once(LongUnaryOperator call) throws Exception {
        var calling = new CountDownLatch(1);
        var collection = new FutureTask<>(() -> {
            calling.await();
            Thread.sleep(HEAD_START_MILLIS);
            long asked = System.nanoTime();
            System.gc();
            return new long[] {asked, System.nanoTime()};
        });
        Thread.ofPlatform().name("lab-pitfall").start(collection);
        calling.countDown();
        long began = System.nanoTime();
        var _ = call.applyAsLong(TIMES);
        long ended = System.nanoTime();
        long[] collected = collection.get();
        return new Both(began, ended, collected[0], collected[1]);
    }

    private static String millis(long nanos) {
        return "%.1f".formatted(nanos / 1e6);
    }
}
