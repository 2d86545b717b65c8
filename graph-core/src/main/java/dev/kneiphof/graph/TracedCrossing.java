package dev.kneiphof.graph;

/**
 * One call over the boundary, as a {@link CrossingTrace} saw it.
 *
 * @param function as in {@code kneiphof.h}
 * @param beganNanos since the trace began
 * @param endedNanos since the trace began
 * @param status as in {@code contract/status.csv}; 0 is success
 * @param rows nodes and edges that crossed
 * @param bytesIn copied from Java
 * @param bytesOut copied to Java
 */
public record TracedCrossing(
        String function,
        long threadId,
        String threadName,
        long beganNanos,
        long endedNanos,
        int status,
        long rows,
        long bytesIn,
        long bytesOut) {

    public long nanos() {
        return endedNanos - beganNanos;
    }
}
