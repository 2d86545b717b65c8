package dev.kneiphof.graph;

/** A number handed out before a compaction or removal names nothing any more. */
public final class StaleHandleException extends GraphException {

    private static final long serialVersionUID = 1L;

    StaleHandleException(Failure failure) {
        super(failure);
    }
}
