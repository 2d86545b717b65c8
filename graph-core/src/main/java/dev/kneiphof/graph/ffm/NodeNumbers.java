package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of nodes that were changed more than once: the next row names such a node by eight bytes, which nobody has to
 * encode, hash or look up. A number never names another node, so nothing here is ever wrong, only out of date: then the engine
 * refuses the row, and it goes once more with the id. Bounded: one entry for each place, the later one stays. Read and written
 * without a lock; entries are immutable.
 */
final class NodeNumbers {

    private static final int PLACES = 4_096;
    private static final int ID_LENGTH_MAX = 64;

    /** After so many ids in a row that are not known, so many are not even looked at: somebody changes every node once. */
    static final int PATIENCE = 64;

    static final int PAUSE = 1_024;

    /** One place until a node is changed: most graphs are filled, then read. */
    private @Nullable Entry[] entries = new Entry[1];

    private int[] seen = new int[1];
    private int unknown;
    private int pause;

    private record Entry(String id, long number) {}

    /** The number of the node that a row may change, or 0 when it has to go with the id. */
    @SuppressWarnings("ReferenceEquality") // the quick answer, before the right one
    long of(Operation operation, @Nullable String id) {
        if (id == null || operation == Operation.ADD) {
            return 0;
        }
        if (pause > 0) {
            pause--;
            return 0;
        }
        @Nullable Entry[] known = entries;
        Entry entry = known[id.hashCode() & known.length - 1];
        if (entry != null && (entry.id == id || entry.id.equals(id))) {
            unknown = 0;
            return entry.number;
        }
        missed();
        return 0;
    }

    private void missed() {
        unknown++;
        if (unknown >= PATIENCE) {
            unknown = 0;
            pause = PAUSE;
        }
    }

    /** The node was there. Keeps ids that come a second time: one that comes once would only cost an entry. */
    void changed(String id, long number) {
        if (pause > 0) {
            return;
        }
        int hash = id.hashCode();
        int[] came = seen;
        if (came[hash & came.length - 1] != hash) {
            remember(hash);
        } else if (id.length() <= ID_LENGTH_MAX) {
            @Nullable Entry[] known = entries;
            known[hash & known.length - 1] = new Entry(id, number);
        }
    }

    private void remember(int hash) {
        if (seen.length < PLACES) {
            seen = new int[PLACES];
            entries = new Entry[PLACES];
        }
        int[] came = seen;
        came[hash & came.length - 1] = hash;
    }

    /** The number names no node any more. */
    void forget(String id) {
        @Nullable Entry[] known = entries;
        known[id.hashCode() & known.length - 1] = null;
    }
}
