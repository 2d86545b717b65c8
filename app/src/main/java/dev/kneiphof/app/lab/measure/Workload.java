package dev.kneiphof.app.lab.measure;

import dev.kneiphof.graph.CrossingBill;
import java.util.List;

/** The work of one mode of an experiment. Called by one thread. */
@FunctionalInterface
public interface Workload {

    /** Prepares a block; not timed. */
    default void before() throws Exception {}

    /**
     * Does the work so many times over; timed. The answer depends on all of it, so that the compiler leaves none out.
     *
     * @param times 1 or more
     */
    long run(long times) throws Exception;

    /** Clears up after a block, also after a failed one; not timed. */
    default void after() throws Exception {}

    /** What other threads crossed on behalf of the latest {@link #run}. */
    default List<CrossingBill> billsOfOtherThreads() {
        return List.of();
    }

    /** Whether one block can do the work more than once. Work that fills an empty graph cannot. */
    default boolean isRepeatable() {
        return true;
    }
}
