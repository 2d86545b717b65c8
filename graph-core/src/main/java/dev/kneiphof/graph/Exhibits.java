package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.ExhibitCalls;

/**
 * Ways over the boundary that the library itself does not take, for lessons and measurements. Each method does one thing many
 * times in a loop of its own and counts the crossings of the loop exactly, but together: so that what is measured is the thing
 * alone.
 */
public final class Exhibits {

    private Exhibits() {}

    /** Adds by plain calls: the thread changes its state, so that the garbage collector need not wait. Crosses so many times. */
    public static long addPlain(long times) {
        return ExhibitCalls.addPlain(times);
    }

    /** Adds by critical calls, which leave the state of the thread alone. Crosses so many times. */
    public static long addCritical(long times) {
        return ExhibitCalls.addCritical(times);
    }

    /** Adds by plain calls with the clock read before and after each, into a histogram. Crosses so many times. */
    public static long addTimed(long times) {
        return ExhibitCalls.addTimed(times);
    }

    /** Adds by JNI calls, from a library for exhibits alone. Crosses so many times, counted as the empty call. */
    public static long addByJni(long times) {
        return ExhibitCalls.addByJni(times);
    }

    /** Adds in Rust: the loop is on the other side, and so are the calls. Crosses once. */
    public static long addInRust(long times) {
        return ExhibitCalls.addInRust(times);
    }

    /**
     * The same in one critical call, which is what no critical call should be: long. Until it returns, no garbage collection can
     * begin. Crosses once.
     */
    public static long addInRustCritical(long times) {
        return ExhibitCalls.addInRustCritical(times);
    }

    /** {@link #addInRust} from a library for exhibits alone, compiled as the engine is. Crosses once, counted as the same. */
    public static long addInOptimisedRust(long times) {
        return ExhibitCalls.addInOptimisedRust(times);
    }

    /** The same source without the optimiser: what a debug build is. Crosses once, counted as the same. */
    public static long addInUnoptimisedRust(long times) {
        return ExhibitCalls.addInUnoptimisedRust(times);
    }

    /** Opens a confined arena, allocates so many bytes and closes it, over and over. Does not cross. */
    public static long confinedArenas(long times, long bytes) {
        return ExhibitCalls.confinedArenas(times, bytes);
    }

    /** The same with a shared arena: each close waits until no thread can be reading. Does not cross. */
    public static long sharedArenas(long times, long bytes) {
        return ExhibitCalls.sharedArenas(times, bytes);
    }

    /** The same with an arena that the garbage collector ends. Does not cross. */
    public static long automaticArenas(long times, long bytes) {
        return ExhibitCalls.automaticArenas(times, bytes);
    }

    /** Takes the thread's scratch memory, as every call of the library does, and gives it back. Does not cross. */
    public static long sessions(long times) {
        return ExhibitCalls.sessions(times);
    }
}
