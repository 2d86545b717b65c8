package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.Transaction;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads wait for the end of somebody's transaction. In native code they would hold their carriers, and with them
 * perhaps the one whose transaction it is. Platform threads wait in native code; both as long as the graph's lock wait.
 */
final class TransactionGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private volatile @Nullable Transaction holder;

    /** The transaction has begun. */
    void hold(Transaction begun) {
        holder = begun;
    }

    /** The transaction has ended, or all have (null); another one may have begun in the meantime, and holds on. */
    void open(@Nullable Transaction ended) {
        lock.lock();
        try {
            if (ended == null || ended.equals(holder)) {
                holder = null;
                opened.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads a flag, but for a virtual thread while there is a transaction. */
    void pass(Duration wait) {
        if (holder != null && Thread.currentThread().isVirtual()) {
            await(wait);
        }
    }

    private void await(Duration wait) {
        long left = wait.toNanos();
        lock.lock();
        try {
            while (holder != null) {
                if (left <= 0) {
                    throw GraphException.of(Failure.of(StatusCode.BUSY));
                }
                left = opened.awaitNanos(left);
            }
        } catch (InterruptedException whileWaiting) {
            Thread.currentThread().interrupt();
            GraphException cancelled = GraphException.of(Failure.of(StatusCode.CANCELLED));
            cancelled.initCause(whileWaiting);
            throw cancelled;
        } finally {
            lock.unlock();
        }
    }
}
