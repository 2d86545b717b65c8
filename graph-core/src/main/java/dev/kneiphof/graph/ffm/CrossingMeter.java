package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.CrossingsSnapshot;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.OpenMemory;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * All crossings of the process: the cells of the living threads plus those of the threads that have ended. Reading it never
 * crosses and never stops a writer.
 */
public final class CrossingMeter {

    @SuppressWarnings("TimeInStaticInitializer") // counting begins with this class
    private static final Instant SINCE = Instant.now();

    private static final DurationHistogram[] HISTOGRAMS = Stream.generate(DurationHistogram::new)
            .limit(NativeFunction.values().length)
            .toArray(DurationHistogram[]::new);
    private static final LongAdder[] UPCALLS = Stream.generate(LongAdder::new)
            .limit(NativeFunction.values().length)
            .toArray(LongAdder[]::new);
    private static final FailureCounts FAILURES = new FailureCounts();
    private static final ReferenceQueue<ThreadMeter> ENDED = new ReferenceQueue<>();
    private static final Set<CellsReference> LIVING = new HashSet<>();
    private static final MeterCells RETIRED = new MeterCells();

    private CrossingMeter() {}

    public static CrossingsSnapshot snapshot() {
        MeterCells cells = sum();
        List<FunctionCrossings> functions = new ArrayList<>();
        for (NativeFunction function : NativeFunction.values()) {
            var nanos = histogramOf(function).snapshot();
            functions.add(new FunctionCrossings(
                    function.symbol(),
                    cells.get(function, MeterCells.CALLS),
                    UPCALLS[function.index()].sum(),
                    cells.get(function, MeterCells.ROWS),
                    cells.get(function, MeterCells.BYTES_IN),
                    cells.get(function, MeterCells.BYTES_OUT),
                    cells.get(function, MeterCells.BYTES_VIEWED),
                    cells.get(function, MeterCells.ERRORS),
                    FAILURES.of(function),
                    nanos.count(),
                    nanos));
        }
        return new CrossingsSnapshot(SINCE, functions);
    }

    public static OpenMemory open() {
        return OpenMemoryMeter.snapshot();
    }

    public static CrossingScope scope() {
        return new ThreadScope(ThreadMeter.current().cells());
    }

    /** What the library was compared with when it was loaded. */
    public static int abiVersion() {
        return Abi.VERSION;
    }

    /** The empty call. */
    public static long add(long a, long b) {
        NativeLibrary.require();
        ThreadMeter meter = ThreadMeter.current();
        long began = meter.begin(NativeFunction.ADD);
        long sum = KneiphofFunctions.add(a, b);
        meter.end(NativeFunction.ADD, 0, 0, 0, 0);
        if (began != ThreadMeter.UNWATCHED) {
            meter.endWatched(NativeFunction.ADD, began, 0, 0, 0, 0, 0);
        }
        return sum;
    }

    static DurationHistogram histogramOf(NativeFunction function) {
        return HISTOGRAMS[function.index()];
    }

    static void calledBack(NativeFunction function, long calls) {
        UPCALLS[function.index()].add(calls);
    }

    static void failed(NativeFunction function, int status) {
        FAILURES.add(function, status);
    }

    static ThreadMeter newThreadMeter() {
        var meter = new ThreadMeter(new MeterCells());
        synchronized (LIVING) {
            retireEnded();
            LIVING.add(new CellsReference(meter));
        }
        return meter;
    }

    private static MeterCells sum() {
        synchronized (LIVING) {
            retireEnded();
            MeterCells sum = RETIRED.copy();
            LIVING.forEach(reference -> sum.addAll(reference.cells));
            return sum;
        }
    }

    private static void retireEnded() {
        for (Reference<?> ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
            var reference = (CellsReference) ended;
            LIVING.remove(reference);
            RETIRED.addAll(reference.cells);
        }
    }

    /** Keeps the counts of a thread beyond its end. */
    private static final class CellsReference extends WeakReference<ThreadMeter> {

        private final MeterCells cells;

        CellsReference(ThreadMeter meter) {
            super(meter, ENDED);
            this.cells = meter.cells();
        }
    }
}
