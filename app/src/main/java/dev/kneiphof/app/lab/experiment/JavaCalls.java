package dev.kneiphof.app.lab.experiment;

import java.util.function.LongBinaryOperator;

/** The empty call in plain Java. */
final class JavaCalls {

    /** With three targets at one place of the code the compiler gives up inlining: the call stays a call. */
    private static final LongBinaryOperator[] TARGETS = {Long::sum, (a, b) -> a + b, (a, b) -> b + a};

    private JavaCalls() {}

    static long add(long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum = TARGETS[(int) (i % TARGETS.length)].applyAsLong(sum, i);
        }
        return sum;
    }
}
