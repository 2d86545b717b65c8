package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Exhibits;
import java.util.function.LongUnaryOperator;

/** A clock around each call. */
final class TimingEveryCall implements Pitfall {

    private static final long CALLS = 200_000;
    private static final int WARM_ROUNDS = 10;

    @Override
    public Description description() {
        return new Description(
                "timing-every-call",
                "Timing every call",
                "Two readings of the clock cost many times what the call between them does: what is measured is the measuring.",
                new Way("200,000 empty calls, the clock read before and after each"),
                new Way("The same, counted exactly and one in 256 timed"),
                new Guard(
                        Kind.DESIGN,
                        "The meters of the product count every call and time a sample; nothing else can be set"),
                "metering");
    }

    @Override
    public Outcome wrong() {
        return timed(Exhibits::addTimed, 2 * CALLS);
    }

    @Override
    public Outcome right() {
        return timed(TimingEveryCall::counted, 2 * CALLS / 256);
    }

    private static Outcome timed(LongUnaryOperator work, long readings) {
        for (int round = 0; round < WARM_ROUNDS; round++) {
            var _ = work.applyAsLong(CALLS / WARM_ROUNDS);
        }
        long began = System.nanoTime();
        var _ = work.applyAsLong(CALLS);
        long nanos = System.nanoTime() - began;
        return Outcome.of("The time for a call tells the two apart.", CALLS)
                .with("readings of the clock", readings)
                .with("nanoseconds a call", "%.1f".formatted((double) nanos / CALLS));
    }

    private static long counted(long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum = Crossings.add(sum, i);
        }
        return sum;
    }
}
