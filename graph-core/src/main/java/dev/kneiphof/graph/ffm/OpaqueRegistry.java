package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StaleHandleException;
import dev.kneiphof.graph.StatusCode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Java objects that a graph's opaque values stand for. A handle is generation and slot: one that was released never
 * names another object, and releasing it again does nothing.
 *
 * <p>Who looks at rows that others may change meanwhile asks to {@linkplain #keep keep} the objects: one that is released then
 * waits until all who asked before are done.
 *
 * <pre>
 * keep 1      release a      keep 2      release b      done 1      done 2
 *              a waits                    b waits       a goes      b goes
 *              for 1                      for 1, 2
 * </pre>
 */
final class OpaqueRegistry {

    private static final String OBJECT = "Java object";

    private @Nullable Object[] objects = new Object[16];
    private int[] generations = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;
    /** Changed under the lock; read without it, because every write asks whether there is anything to drain. */
    private volatile int size;

    private final NavigableSet<Long> keeps = new TreeSet<>();
    private final Deque<Released> waiting = new ArrayDeque<>();
    private long lastKeep;
    private boolean cleared;

    /** What was released after the last of these keeps had begun. */
    private record Released(long handle, long lastKeep) {}

    synchronized long register(Object object) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == objects.length) {
            objects = Arrays.copyOf(objects, 2 * slot);
            generations = Arrays.copyOf(generations, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        objects[slot] = object;
        size++;
        return (long) generations[slot] << 32 | slot + 1L;
    }

    /** The object; a handle that was released meanwhile is a {@code StaleHandleException}. */
    synchronized Object get(long handle) {
        int slot = slotOf(handle);
        Object object = slot < 0 ? null : objects[slot];
        if (object == null) {
            throw GraphException.of(
                    Failure.of(StatusCode.STALE_HANDLE).detail(OBJECT).number(handle));
        }
        return object;
    }

    synchronized void release(long handle) {
        if (keeps.isEmpty()) {
            forget(handle);
        } else {
            waiting.add(new Released(handle, lastKeep));
        }
    }

    private synchronized void forget(long handle) {
        int slot = slotOf(handle);
        if (slot >= 0 && objects[slot] != null) {
            objects[slot] = null;
            generations[slot]++;
            free[freeCount++] = slot;
            size--;
        }
    }

    /** How many objects are held. */
    int size() {
        return size;
    }

    /** From here on no object goes, until {@link #done} is told what this answers. */
    synchronized long keep() {
        keeps.add(++lastKeep);
        return lastKeep;
    }

    synchronized void done(long keep) {
        keeps.remove(keep);
        while (!waiting.isEmpty()
                && (keeps.isEmpty() || keeps.first() > waiting.getFirst().lastKeep())) {
            forget(waiting.removeFirst().handle());
        }
        if (cleared && keeps.isEmpty()) {
            forgetAll();
        }
    }

    /** The graph is closed. */
    synchronized void clear() {
        cleared = true;
        if (keeps.isEmpty()) {
            forgetAll();
        }
    }

    private synchronized void forgetAll() {
        Arrays.fill(objects, null);
        size = 0;
    }

    /**
     * Reads rows, mostly without asking to keep anything: only when an object went between the reading of its row and the look at
     * the object is all read again, with the objects kept.
     */
    <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (StaleHandleException gone) {
            if (!OBJECT.equals(gone.failure().detail())) {
                throw gone;
            }
        }
        long keep = keep();
        try {
            return read.get();
        } finally {
            done(keep);
        }
    }

    /** The slot, or -1 when it never existed or has another generation by now. */
    private int slotOf(long handle) {
        int slot = (int) handle - 1;
        return slot >= 0 && slot < used && generations[slot] == (int) (handle >>> 32) ? slot : -1;
    }
}
