package dev.kneiphof.app.web;

import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;

/**
 * The {@code crossings} of a response: what this request crossed so far, and what it cost.
 *
 * @param bytesIn copied from Java to Rust
 * @param bytesOut copied from Rust to Java
 * @param bytesViewed read in place
 * @param nativeNanos in the engine, in the calls that are timed
 * @param transitNanos the rest of those calls
 */
public record CrossingsJson(
        long calls, long rows, long bytesIn, long bytesOut, long bytesViewed, long nativeNanos, long transitNanos) {

    /** The bill of the request up to now. */
    public static CrossingsJson of(CrossingScope scope) {
        return of(scope.bill());
    }

    public static CrossingsJson of(CrossingBill bill) {
        return new CrossingsJson(
                bill.calls(),
                bill.rows(),
                bill.bytesIn(),
                bill.bytesOut(),
                bill.bytesViewed(),
                bill.nativeNanos(),
                bill.transitNanos());
    }
}
