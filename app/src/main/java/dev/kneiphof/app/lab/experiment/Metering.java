package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Exhibits;

/** What it costs to count what crosses. */
final class Metering implements Experiment {

    private static final String ADD = "kneiphof_add";

    @Override
    public Description description() {
        return Description.of(
                        "metering",
                        "Measuring off and on",
                        "What do the counters cost that are always on, and what would timing every call cost?",
                        "call")
                .crossing("off", "The bare call", ADD)
                .crossing("on", "Counted exactly, one in 256 timed: as the product does", ADD)
                .crossing("timed", "Every call timed", ADD)
                .java("clock", "The clock read twice, nothing else");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        return new Bench(description())
                .mode("off", 1, Exhibits::addPlain)
                .mode("on", 1, Metering::counted)
                .mode("timed", 1, Exhibits::addTimed)
                .mode("clock", 1, Metering::clock);
    }

    static long counted(long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum = Crossings.add(sum, i);
        }
        return sum;
    }

    private static long clock(long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            long begin = System.nanoTime();
            sum += System.nanoTime() - begin;
        }
        return sum;
    }
}
