package dev.kneiphof.app.ingestion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest changes of the mode, the oldest first: what a curve on a page is to be read by. */
final class ModeChanges {

    static final int KEPT = 64;

    private final Deque<ModeChange> latest = new ArrayDeque<>();

    synchronized void add(ModeChange change) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(change);
    }

    synchronized List<ModeChange> list() {
        return List.copyOf(latest);
    }
}
