package dev.kneiphof.graph.ffm;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls that may take long. A native frame holds the carrier of a virtual thread, so such a thread waits while one of a few
 * platform threads makes the call; what it crosses is on the bill of the thread that waits. The queue needs no bound: each
 * place in it is a thread that waits.
 */
final class LongCalls {

    private static final long IDLE_SECONDS = 30;

    private LongCalls() {}

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
     * Makes the call. The interrupt of a virtual thread that waits for it ends a call that looks at the flag, and stays set; a
     * platform thread makes the call itself and is not interrupted in it.
     */
    static <T> T call(Supplier<T> call) {
        if (!Thread.currentThread().isVirtual()) {
            return call.get();
        }
        var control = new RunControl();
        ThreadMeter meter = ThreadMeter.current();
        var task = new FutureTask<T>(() -> control.within(() -> Session.countedFor(meter, call)));
        Platform.THREADS.execute(task);
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
            case RuntimeException refused -> refused;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
