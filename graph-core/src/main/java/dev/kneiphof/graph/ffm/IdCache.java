package dev.kneiphof.graph.ffm;

import org.jspecify.annotations.Nullable;

/**
 * What was last heard of an id: the number of its node, or that there is none, and the revision this was so at. It holds as
 * long as the graph has that revision, and a graph never has a revision twice: so nothing here is ever wrong, only out of
 * date. Bounded: one entry for each place, the later one stays. Read and written without a lock; entries are immutable.
 */
final class IdCache {

    private static final int PLACES = 4_096;
    private static final int ID_LENGTH_MAX = 64;

    /** After a look that came too late, so many ids are not looked up here: somebody is writing. */
    private static final int PAUSE = 32;

    private final @Nullable Entry[] entries = new Entry[PLACES];
    private final int[] seen = new int[PLACES];
    private int pause;

    /** What is known of an id at a revision; the number 0 says that there is no such node. */
    record Entry(String id, long number, long revision) {}

    @Nullable
    Entry get(String id) {
        if (pause > 0) {
            pause--;
            return null;
        }
        Entry entry = entries[id.hashCode() & PLACES - 1];
        return entry != null && entry.id.equals(id) ? entry : null;
    }

    /** The graph has another revision than the entry. */
    void outdated() {
        pause = PAUSE;
    }

    /** Keeps ids that come a second time: one that comes once would only cost an entry. */
    void put(String id, long number, long revision) {
        int hash = id.hashCode();
        int place = hash & PLACES - 1;
        if (seen[place] != hash) {
            seen[place] = hash;
        } else if (pause == 0 && id.length() <= ID_LENGTH_MAX) {
            entries[place] = new Entry(id, number, revision);
        }
    }
}
