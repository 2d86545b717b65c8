package dev.kneiphof.app.lab.measure;

import dev.kneiphof.app.lab.measure.Watcher.Phase;
import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures contenders in turns. First each does its work twice, the second time counted; then all warm up; then blocks of each mode follow one
 * another, beginning with another mode each round, so that whatever drifts on the machine hits all alike. It ends with the
 * time it was given, or as soon as the watcher no longer wants it; a mode that is slow has fewer blocks.
 */
public final class Sampler {

    /** More samples tell no more. */
    static final int ROUNDS_MAX = 200;

    private static final double WARM_UP_SHARE = 0.3;
    /** Long enough that reading the clock, some 50 ns, is nothing; short enough for many blocks. */
    private static final long BLOCK_NANOS = 1_000_000;

    private final Duration time;
    private final Watcher watcher;
    private final LongSupplier clock;
    private final long began;
    private long sink;

    /** @param time from now on, for everything; the round that is under way when it is over is finished */
    public Sampler(Duration time, Watcher watcher) {
        this(time, watcher, System::nanoTime);
    }

    /** With another clock than the machine's, in nanoseconds. */
    Sampler(Duration time, Watcher watcher, LongSupplier clock) {
        this.time = time;
        this.watcher = watcher;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** The samples of all contenders, in their order. */
    public List<Series> measure(List<Contender> contenders) throws Exception {
        List<Course> courses = new ArrayList<>();
        for (Contender contender : contenders) {
            watcher.reached(Phase.COUNTING, fraction());
            var course = new Course(contender);
            // The first time fetches names and finds its memory too small: those crossings do not come again.
            block(course);
            course.counts = counted(contender);
            courses.add(course);
        }
        warmUp(courses);
        int rounds = 0;
        do {
            for (int turn = 0; turn < courses.size(); turn++) {
                watcher.reached(Phase.MEASURING, fraction());
                Course course = courses.get((rounds + turn) % courses.size());
                course.samples.add((double) block(course) / (course.times * course.contender.operations()));
            }
            rounds++;
        } while (rounds < ROUNDS_MAX && elapsed() < time.toNanos());
        return courses.stream().map(Course::series).toList();
    }

    /** What the work answered, added up; kept where the compiler cannot see that nobody looks. */
    public long sink() {
        return sink;
    }

    private Counts counted(Contender contender) throws Exception {
        Workload workload = contender.workload();
        workload.before();
        try (CrossingScope scope = Crossings.scope()) {
            sink += workload.run(1);
            Counts counts = Counts.of(contender.operations(), scope.bill());
            for (CrossingBill bill : workload.billsOfOtherThreads()) {
                counts = counts.plus(bill);
            }
            return counts;
        } finally {
            workload.after();
        }
    }

    /** Doubles the work of each mode until a block is long enough, and goes on while there is time for warming up. */
    private void warmUp(List<Course> courses) throws Exception {
        long until = elapsed() + (long) ((time.toNanos() - elapsed()) * WARM_UP_SHARE);
        boolean grown;
        do {
            grown = false;
            for (Course course : courses) {
                watcher.reached(Phase.WARMING_UP, fraction());
                long nanos = block(course);
                if (nanos < BLOCK_NANOS && course.contender.workload().isRepeatable()) {
                    course.times = grownTo(course.times, nanos);
                    grown = true;
                }
            }
        } while (elapsed() < (grown ? time.toNanos() / 2 : until));
    }

    private static long grownTo(long times, long nanos) {
        long wanted = BLOCK_NANOS * 5 / 4 * times / Math.max(1, nanos) + 1;
        return Math.min(times * 8, Math.max(times + 1, wanted));
    }

    private long block(Course course) throws Exception {
        Workload workload = course.contender.workload();
        workload.before();
        try {
            long begin = clock.getAsLong();
            sink += workload.run(course.times);
            return clock.getAsLong() - begin;
        } finally {
            workload.after();
        }
    }

    private double fraction() {
        return Math.min(1, (double) elapsed() / time.toNanos());
    }

    private long elapsed() {
        return clock.getAsLong() - began;
    }

    /** A mode on its way through the measurement. */
    private static final class Course {

        private final Contender contender;
        private Counts counts = Counts.NONE;
        private final List<Double> samples = new ArrayList<>();
        private long times = 1;

        Course(Contender contender) {
            this.contender = contender;
        }

        Series series() {
            return new Series(
                    contender.mode(),
                    counts,
                    times,
                    samples.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
