package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.StatusCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many calls of each function ended with each code of the engine's. Threads share it: a failure is rare, or it costs more. */
final class FailureCounts {

    /** The engine's codes are below; a number that the table does not have is refused by who reads it as a code. */
    private static final int CODES = 100;

    private final AtomicLongArray counts = new AtomicLongArray(NativeFunction.values().length * CODES);

    void add(NativeFunction function, int status) {
        if (status >= 0 && status < CODES) {
            counts.getAndIncrement(function.index() * CODES + status);
        }
    }

    /** The codes that calls of this function have ended with. */
    Map<StatusCode, Long> of(NativeFunction function) {
        Map<StatusCode, Long> counted = new EnumMap<>(StatusCode.class);
        for (StatusCode status : StatusCode.values()) {
            long count = status.code() < CODES ? counts.get(function.index() * CODES + status.code()) : 0;
            if (count > 0) {
                counted.put(status, count);
            }
        }
        return counted;
    }
}
