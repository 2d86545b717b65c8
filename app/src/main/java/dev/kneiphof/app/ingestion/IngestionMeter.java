package dev.kneiphof.app.ingestion;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a row has cost lately, in single and in batched mode: encoding, crossing and native work of real rows, so that the
 * effect of the mode is shown for this data on this machine. HTTP, the reading of the request, and the beginning and end of a
 * transaction are not part of it.
 *
 * <p>The figure is a median over the latest calls, weighted by their rows: a call that compiles code or waits for the garbage
 * collector cannot move it. The first call of each mode, which loads and links, is left out.
 */
@Component
final class IngestionMeter {

    /** Rows that each mode must have before the two are compared. */
    static final int ROWS_TO_COMPARE = 1_000;

    private final RecentCalls single = new RecentCalls();
    private final RecentCalls batched = new RecentCalls();

    /**
     * What rows cost in one mode.
     *
     * @param rows carried by the calls that were measured
     * @param nanosPerRow median for encoding, crossing and native work
     */
    record Cost(long rows, long calls, double nanosPerRow) {}

    /**
     * Both modes; null where nothing was measured in that mode lately.
     *
     * @param comparable whether both modes have enough rows for a verdict
     */
    record Costs(@Nullable Cost single, @Nullable Cost batched, int rowsToCompare, boolean comparable) {}

    /** A call that carried rows, in nanoseconds from before the encoding to after the answer. */
    synchronized void record(IngestionMode mode, int rows, long nanos) {
        (mode.isSingle() ? single : batched).add(rows, nanos);
    }

    synchronized Costs costs() {
        Cost singleCost = single.cost();
        Cost batchedCost = batched.cost();
        return new Costs(singleCost, batchedCost, ROWS_TO_COMPARE, hasEnough(singleCost) && hasEnough(batchedCost));
    }

    private static boolean hasEnough(@Nullable Cost cost) {
        return cost != null && cost.rows() >= ROWS_TO_COMPARE;
    }
}
