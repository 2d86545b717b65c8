package dev.kneiphof.graph.ffm;

/**
 * Makes sure that a call back from native code has room on the stack. An overflow between the native frame and the first
 * handler of the call back would end the process; here it is an ordinary {@link StackOverflowError}.
 */
final class StackReserve {

    /** Each frame takes 16 bytes at the least: well above what the frames of a call there and back take. */
    private static final int FRAMES = 4_000;

    private StackReserve() {}

    static void require() {
        if (descend(FRAMES, FRAMES) != 0) {
            throw new IllegalStateException("the descent ends at the bottom");
        }
    }

    private static long descend(long frames, long other) {
        return frames == 0 ? other - FRAMES : descend(frames - 1, other ^ frames) - (other ^ frames) + other;
    }
}
