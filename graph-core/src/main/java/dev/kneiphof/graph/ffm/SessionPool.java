package dev.kneiphof.graph.ffm;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Sessions for virtual threads: a few, so that thousands of short-lived threads do not each allocate native memory. */
final class SessionPool {

    private static final int PLACES = 64;

    private final AtomicReferenceArray<Session> places = new AtomicReferenceArray<>(PLACES);

    Session take() {
        int first = first();
        for (int i = 0; i < PLACES; i++) {
            int place = first + i & PLACES - 1;
            if (places.getPlain(place) != null) {
                Session session = places.getAndSet(place, null);
                if (session != null) {
                    return session;
                }
            }
        }
        return new Session();
    }

    /** A session for which there is no place is left to the garbage collector. */
    void give(Session session) {
        int first = first();
        for (int i = 0; i < PLACES; i++) {
            if (places.compareAndSet(first + i & PLACES - 1, null, session)) {
                return;
            }
        }
    }

    private static int first() {
        return (int) Thread.currentThread().threadId() & PLACES - 1;
    }
}
