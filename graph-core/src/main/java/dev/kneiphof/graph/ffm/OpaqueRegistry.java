package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Java objects that a graph's opaque values stand for. A handle is generation and slot: one that was released never
 * names another object, and releasing it again does nothing.
 */
final class OpaqueRegistry {

    private @Nullable Object[] objects = new Object[16];
    private int[] generations = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;
    /** Changed under the lock; read without it, because every write asks whether there is anything to drain. */
    private volatile int size;

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
                    Failure.of(StatusCode.STALE_HANDLE).detail("Java object").number(handle));
        }
        return object;
    }

    synchronized void release(long handle) {
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

    synchronized void clear() {
        Arrays.fill(objects, null);
        size = 0;
    }

    /** The slot, or -1 when it never existed or has another generation by now. */
    private int slotOf(long handle) {
        int slot = (int) handle - 1;
        return slot >= 0 && slot < used && generations[slot] == (int) (handle >>> 32) ? slot : -1;
    }
}
