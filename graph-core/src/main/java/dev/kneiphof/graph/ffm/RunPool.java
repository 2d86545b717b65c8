package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few platform threads for long work, and a bounded queue before them. Threads that have nothing to do for a while end, and
 * none keeps the process alive.
 */
public final class RunPool {

    private static final int WAITING_MAX = 256;
    private static final long IDLE_SECONDS = 30;

    private static final class Shared {
        private static final RunPool POOL =
                new RunPool(Math.max(2, Runtime.getRuntime().availableProcessors()), WAITING_MAX);
    }

    private final ThreadPoolExecutor threads;
    private final int waitingMax;

    public RunPool(int threadsMax, int waitingMax) {
        this.waitingMax = waitingMax;
        threads = new ThreadPoolExecutor(
                threadsMax,
                threadsMax,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waitingMax),
                Thread.ofPlatform().daemon().name("kneiphof-run-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** The pool of the process. */
    public static RunPool shared() {
        return Shared.POOL;
    }

    /** @throws dev.kneiphof.graph.LimitExceededException when as many runs wait as may */
    public void submit(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException full) {
            throw GraphException.of(Failure.of(StatusCode.LIMIT_EXCEEDED)
                    .detail("number of runs that wait for their turn")
                    .number(waitingMax + 1L)
                    .limit(waitingMax));
        }
    }
}
