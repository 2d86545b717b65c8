package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.lab.measure.Workload;
import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** Does a share of the work in each of several threads at the same time, and collects their bills. */
final class Crew implements Workload {

    private final ExecutorService threads;
    private final int workers;
    private final LongUnaryOperator share;
    private List<CrossingBill> bills = List.of();

    /** @param share what one worker does, so many times */
    Crew(ExecutorService threads, int workers, LongUnaryOperator share) {
        this.threads = threads;
        this.workers = workers;
        this.share = share;
    }

    private record Done(long answer, CrossingBill bill) {}

    @Override
    public long run(long times) throws Exception {
        List<Future<Done>> working = IntStream.range(0, workers)
                .mapToObj(worker -> threads.submit(() -> work(times)))
                .toList();
        long answer = 0;
        List<CrossingBill> billed = new ArrayList<>();
        for (Future<Done> worker : working) {
            Done done = worker.get();
            answer += done.answer();
            billed.add(done.bill());
        }
        bills = billed;
        return answer;
    }

    @Override
    public List<CrossingBill> billsOfOtherThreads() {
        return bills;
    }

    private Done work(long times) {
        try (CrossingScope scope = Crossings.scope()) {
            return new Done(share.applyAsLong(times), scope.bill());
        }
    }
}
