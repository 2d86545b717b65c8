package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.TracedCrossing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The latest crossings of a trace. Each takes a ticket, and with it the place {@code ticket mod capacity}, one cache line:
 *
 * <pre>
 * word    0        1       2       3          4        5      6          7
 *      +--------+-------+-------+----------+--------+------+----------+-----------+
 *      | ticket | began | ended | fn status| thread | rows | bytes in | bytes out |
 *      +--------+-------+-------+----------+--------+------+----------+-----------+
 * </pre>
 *
 * A place has one writer at a time. Whoever finds it taken, or holding a later ticket, gives up its own: nobody waits, nothing
 * is torn, and since every ticket is counted, what is missing is known to the number.
 */
public final class CrossingRing {

    private static final int WORDS = 8;
    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final NativeFunction[] FUNCTIONS = NativeFunction.values();

    private static volatile @Nullable CrossingRing current;

    private final int mask;
    private final long[] words;
    private final String[] threads;
    private final AtomicIntegerArray places;
    private final AtomicLong tickets = new AtomicLong();
    private volatile long beganNanos;

    /** @param capacity rounded up to a power of two */
    public CrossingRing(int capacity) {
        int size = capacity <= 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        mask = size - 1;
        words = new long[size * WORDS];
        threads = new String[size];
        places = new AtomicIntegerArray(size);
    }

    /** Begins to take the crossings of all threads. */
    public void begin() {
        beganNanos = System.nanoTime();
        current = this;
    }

    /** Takes no more. */
    public void end() {
        if (current == this) {
            current = null;
        }
    }

    /** The ring that is being filled; only asked while Flight Recorder is. */
    static @Nullable CrossingRing current() {
        return current;
    }

    public int capacity() {
        return mask + 1;
    }

    /** Since the beginning. */
    public long nanos() {
        return System.nanoTime() - beganNanos;
    }

    /** All crossings that there were, also those whose place was taken by later ones. */
    public long seen() {
        return tickets.get();
    }

    /** Takes a crossing that has ended; one that began in another ring, or before this one, is not part of it. */
    void add(NativeFunction function, long began, long ended, int status, long rows, long bytesIn, long bytesOut) {
        if (current != this || began < beganNanos) {
            return;
        }
        long ticket = tickets.incrementAndGet();
        int place = (int) ticket & mask;
        if (!places.compareAndSet(place, FREE, TAKEN)) {
            return;
        }
        int at = place * WORDS;
        if (words[at] < ticket) {
            words[at] = ticket;
            words[at + 1] = began - beganNanos;
            words[at + 2] = ended - beganNanos;
            words[at + 3] = (long) function.index() << Integer.SIZE | Integer.toUnsignedLong(status);
            words[at + 4] = Thread.currentThread().threadId();
            words[at + 5] = rows;
            words[at + 6] = bytesIn;
            words[at + 7] = bytesOut;
            threads[place] = Thread.currentThread().getName();
        }
        places.setRelease(place, FREE);
    }

    /** What is there, by its beginning; of two that begin together, the one inside of the other comes second. */
    public List<TracedCrossing> crossings() {
        List<TracedCrossing> crossings = new ArrayList<>();
        for (int place = 0; place <= mask; place++) {
            while (!places.compareAndSet(place, FREE, TAKEN)) {
                Thread.onSpinWait();
            }
            if (words[place * WORDS] != 0) {
                crossings.add(read(place));
            }
            places.setRelease(place, FREE);
        }
        crossings.sort(Comparator.comparingLong(TracedCrossing::beganNanos)
                .thenComparing(
                        Comparator.comparingLong(TracedCrossing::endedNanos).reversed()));
        return List.copyOf(crossings);
    }

    private TracedCrossing read(int place) {
        int at = place * WORDS;
        return new TracedCrossing(
                FUNCTIONS[(int) (words[at + 3] >>> Integer.SIZE)].symbol(),
                words[at + 4],
                threads[place],
                words[at + 1],
                words[at + 2],
                (int) words[at + 3],
                words[at + 5],
                words[at + 6],
                words[at + 7]);
    }
}
