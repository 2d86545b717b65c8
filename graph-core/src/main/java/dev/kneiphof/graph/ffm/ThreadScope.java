package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The difference between the cells of a thread now and at the beginning. */
final class ThreadScope implements CrossingScope {

    private final Thread owner = Thread.currentThread();
    private final MeterCells cells;
    private final MeterCells before;

    ThreadScope(MeterCells cells) {
        this.cells = cells;
        this.before = cells.copy();
    }

    @Override
    public CrossingBill bill() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("the bill belongs to the thread " + owner.getName());
        }
        long nativeNanos = since(MeterCells.NATIVE_NANOS);
        return new CrossingBill(
                since(MeterCells.CALLS),
                since(MeterCells.ROWS),
                since(MeterCells.BYTES_IN),
                since(MeterCells.BYTES_OUT),
                since(MeterCells.BYTES_VIEWED),
                nativeNanos,
                Math.max(0, since(MeterCells.TIMED_NANOS) - nativeNanos),
                callsByFunction());
    }

    @Override
    public void close() {
        // Nothing to give back: a scope is two readings of counts that go on anyway.
    }

    private long since(int count) {
        return cells.total(count) - before.total(count);
    }

    private Map<String, Long> callsByFunction() {
        var calls = new LinkedHashMap<String, Long>();
        for (NativeFunction function : NativeFunction.values()) {
            long count = cells.get(function, MeterCells.CALLS) - before.get(function, MeterCells.CALLS);
            if (count > 0) {
                calls.put(function.symbol(), count);
            }
        }
        return Collections.unmodifiableMap(calls);
    }
}
