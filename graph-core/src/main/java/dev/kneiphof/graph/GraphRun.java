package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.RunControl;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of long work on a thread of its own. It is a {@link CompletableFuture} that also tells how far it is, and whose
 * cancellation ends the work itself: native code looks at a flag every 2,048 steps. Neither progress nor cancellation crosses.
 *
 * @param <T> what the work answers
 */
public final class GraphRun<T> extends CompletableFuture<T> {

    /**
     * How far the work is.
     *
     * @param done rows looked at, or nodes moved
     * @param total as far as it is known; work may end before it needed all steps
     */
    public record Progress(long done, long total) {}

    private final RunControl control = new RunControl();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable CrossingBill bill;

    GraphRun() {}

    /** Does the work on the current thread, unless it was cancelled before its turn came. */
    void run(Callable<T> work) {
        try (CrossingScope scope = Crossings.scope()) {
            control.throwIfCancelled();
            T result = control.within(work);
            bill = scope.bill();
            if (!complete(result) && result instanceof AutoCloseable unwanted) {
                unwanted.close();
            }
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
        } finally {
            ended.countDown();
        }
    }

    /** How far the work is now. Does not cross. */
    public Progress progress() {
        return new Progress(control.done(), control.total());
    }

    /** What the work has crossed, once it has its result; null before, and when it failed. */
    public @Nullable CrossingBill bill() {
        return bill;
    }

    /**
     * Ends the work at its next look at the flag; what waits for its turn never begins. The future is cancelled at once.
     *
     * @param mayInterruptIfRunning does not matter: work is never interrupted in the middle of a step
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        control.cancel();
        return super.cancel(mayInterruptIfRunning);
    }

    /**
     * Waits for the result. An interrupt of the waiting thread cancels the work, waits until it has ended, and stays set.
     *
     * @throws CancelledException when the work was cancelled or the thread interrupted
     * @throws GraphException what the work was refused with
     */
    public T await() {
        try {
            return get();
        } catch (InterruptedException interrupted) {
            cancel(true);
            awaitEnd();
            Thread.currentThread().interrupt();
            throw cancelled(interrupted);
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } catch (java.util.concurrent.CancellationException cancelled) {
            throw cancelled(cancelled);
        }
    }

    /** Whether the work itself has ended, which it does shortly after a cancellation. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    private void awaitEnd() {
        boolean done = false;
        while (!done) {
            try {
                ended.await();
                done = true;
            } catch (InterruptedException again) {
                // It is cancelled already, and the caller's flag is set when it has ended.
            }
        }
    }

    private static GraphException cancelled(Exception cause) {
        GraphException cancelled = GraphException.of(Failure.of(StatusCode.CANCELLED));
        cancelled.initCause(cause);
        return cancelled;
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Error error -> throw error;
            case RuntimeException refused -> refused;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
