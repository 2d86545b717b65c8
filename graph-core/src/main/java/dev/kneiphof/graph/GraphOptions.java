package dev.kneiphof.graph;

import java.time.Duration;

/**
 * How a graph is opened; fixed for its life.
 *
 * @param idBytesMax the longest id in bytes of UTF-8, 65,535 at most
 * @param keyBytesMax the longest key of an attribute, 256 at most
 * @param attributesMax the most attributes of one node or edge
 * @param nestingMax the deepest list or map, 64 at most
 * @param valueBytesMax the longest value in bytes
 * @param quotaBytes native memory the graph may use; a change that needs more is refused before it begins
 * @param lockWait how long a call waits for somebody else's transaction before it is refused as busy
 * @param seed of the hash function for ids; 0 = secret, from the operating system
 * @param outcomeTraces whether exceptions of outcomes that a program may well expect (not found, exists already, has changed)
 *     carry a stack trace, which takes ten times as long as the rest of the exception
 */
public record GraphOptions(
        boolean directed,
        int idBytesMax,
        int keyBytesMax,
        int attributesMax,
        int nestingMax,
        long valueBytesMax,
        long nodesMax,
        long edgesMax,
        long quotaBytes,
        Duration lockWait,
        long seed,
        boolean outcomeTraces) {

    private static final long ROWS_MAX = Integer.MAX_VALUE;
    private static final long VALUE_BYTES_MAX = (1 << 24) - 1;
    private static final Duration LOCK_WAIT_MAX = Duration.ofMillis(Integer.MAX_VALUE);
    private static final GraphOptions DEFAULTS = new GraphOptions(
            true, 1_024, 256, 1_024, 32, 1 << 20, ROWS_MAX, ROWS_MAX, Long.MAX_VALUE, Duration.ofSeconds(5), 0, true);

    public GraphOptions {
        requireBetween("idBytesMax", idBytesMax, 1, Ids.ID_BYTES_MAX);
        requireBetween("keyBytesMax", keyBytesMax, 1, Ids.NAME_BYTES_MAX);
        requireBetween("attributesMax", attributesMax, 1, 65_535);
        requireBetween("nestingMax", nestingMax, 1, ValueConversion.NESTING_MAX);
        requireBetween("valueBytesMax", valueBytesMax, 1, VALUE_BYTES_MAX);
        requireBetween("nodesMax", nodesMax, 1, ROWS_MAX);
        requireBetween("edgesMax", edgesMax, 1, ROWS_MAX);
        requireBetween("quotaBytes", quotaBytes, 1, Long.MAX_VALUE);
        if (lockWait.isNegative() || lockWait.compareTo(LOCK_WAIT_MAX) > 0) {
            throw outside("lockWait", "PT0S", LOCK_WAIT_MAX, lockWait);
        }
    }

    /** Directed, the limits of the documentation, no quota. */
    public static GraphOptions defaults() {
        return DEFAULTS;
    }

    public GraphOptions withDirected(boolean newDirected) {
        return new GraphOptions(
                newDirected,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withIdBytesMax(int newIdBytesMax) {
        return new GraphOptions(
                directed,
                newIdBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withAttributesMax(int newAttributesMax) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                newAttributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withNestingMax(int newNestingMax) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                newNestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withValueBytesMax(long newValueBytesMax) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                newValueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withRowsMax(long newNodesMax, long newEdgesMax) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                newNodesMax,
                newEdgesMax,
                quotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withQuotaBytes(long newQuotaBytes) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                newQuotaBytes,
                lockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withLockWait(Duration newLockWait) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                newLockWait,
                seed,
                outcomeTraces);
    }

    public GraphOptions withSeed(long newSeed) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                newSeed,
                outcomeTraces);
    }

    public GraphOptions withOutcomeTraces(boolean newOutcomeTraces) {
        return new GraphOptions(
                directed,
                idBytesMax,
                keyBytesMax,
                attributesMax,
                nestingMax,
                valueBytesMax,
                nodesMax,
                edgesMax,
                quotaBytes,
                lockWait,
                seed,
                newOutcomeTraces);
    }

    private static void requireBetween(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw outside(option, min, max, value);
        }
    }

    private static GraphException outside(String option, Object min, Object max, Object value) {
        return GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                .detail("option " + option + " must be from " + min + " to " + max)
                .value(value.toString()));
    }
}
