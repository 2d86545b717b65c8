package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Calls that may take long. A native frame holds the carrier of a virtual thread, so such a thread waits while one of a few
 * platform threads makes the call; what it crosses is on the bill of the thread that waits. The queue needs no bound: each
 * place in it is a thread that waits.
 */
final class LongCalls {

    private static final long IDLE_SECONDS = 30;

    private LongCalls() {}

    /** As many as there are calls: each may wait for anything, another long call among them. */
    private static final class CalledBack {
        private static final ExecutorService THREADS = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("kneiphof-predicate-", 1).factory());
    }

    private static final class Platform {
        private static final ThreadPoolExecutor THREADS = threads();

        private static ThreadPoolExecutor threads() {
            int most = Math.max(2, Runtime.getRuntime().availableProcessors());
            var threads = new ThreadPoolExecutor(
                    most,
                    most,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("kneiphof-call-", 1).factory());
            threads.allowCoreThreadTimeOut(true);
            return threads;
        }
    }

    static void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    /**
     * Makes the call. The interrupt of a thread that makes it, or that waits for it, ends a call that looks at the flag, and stays
     * set. Within a run it is the run that is cancelled.
     */
    static <T> T call(Supplier<T> call) {
        if (Thread.currentThread().isVirtual()) {
            return waitFor(call, Platform.THREADS);
        }
        return RunControl.isBound() ? call.get() : InterruptibleCall.make(call);
    }

    /** As above, of a call that calls back: however long that takes, nobody else's call waits for its thread. */
    static <T> T callingBack(Supplier<T> call) {
        return Thread.currentThread().isVirtual() ? waitFor(call, CalledBack.THREADS) : call(call);
    }

    private static <T> T waitFor(Supplier<T> call, Executor threads) {
        var control = new RunControl();
        ThreadMeter meter = ThreadMeter.current();
        var task = new FutureTask<T>(() -> control.within(() -> Session.countedFor(meter, call)));
        threads.execute(task);
        return outcome(task, control);
    }

    private static <T> T outcome(FutureTask<T> task, RunControl control) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException whileWaiting) {
                    interrupted = true;
                    control.cancel();
                } catch (ExecutionException failed) {
                    throw unwrapped(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Error error -> throw error;
            case GraphException refused -> fromHere(refused);
            case RuntimeException refused -> refused;
            case null, default -> new IllegalStateException(failed);
        };
    }

    /** Shows the callers of this thread below the frames of the one that made the call. */
    private static GraphException fromHere(GraphException refused) {
        StackTraceElement[] there = refused.getStackTrace();
        if (there.length > 0) {
            StackTraceElement[] here = Thread.currentThread().getStackTrace();
            refused.setStackTrace(
                    Stream.concat(Arrays.stream(there), Arrays.stream(here).skip(1))
                            .toArray(StackTraceElement[]::new));
        }
        return refused;
    }
}
