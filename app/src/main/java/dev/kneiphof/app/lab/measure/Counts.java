package dev.kneiphof.app.lab.measure;

import dev.kneiphof.graph.CrossingBill;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What doing the work once crossed, counted exactly by the engine's counters: the direction of a result is told by this, not
 * by a clock.
 *
 * @param operations what was done, in the unit of the experiment
 */
public record Counts(
        long operations,
        long calls,
        long rows,
        long bytesIn,
        long bytesOut,
        long bytesViewed,
        Map<String, Long> callsByFunction) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, Map.of());

    static Counts of(long operations, CrossingBill bill) {
        return new Counts(
                operations,
                bill.calls(),
                bill.rows(),
                bill.bytesIn(),
                bill.bytesOut(),
                bill.bytesViewed(),
                bill.callsByFunction());
    }

    /** These and what another thread crossed. */
    Counts plus(CrossingBill bill) {
        Map<String, Long> functions = new LinkedHashMap<>(callsByFunction);
        bill.callsByFunction().forEach((function, count) -> functions.merge(function, count, Long::sum));
        return new Counts(
                operations,
                calls + bill.calls(),
                rows + bill.rows(),
                bytesIn + bill.bytesIn(),
                bytesOut + bill.bytesOut(),
                bytesViewed + bill.bytesViewed(),
                functions);
    }
}
