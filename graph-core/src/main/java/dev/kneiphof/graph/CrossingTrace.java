package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.CrossingRing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Recording;

/**
 * A trace of every crossing for a moment: in a ring that was made before, so that no crossing of the trace waits for memory,
 * and as a flight recording. Costs a crossing some hundred nanoseconds while there is one, and nothing otherwise: both hang on
 * the one flag that Flight Recorder keeps anyway. One at a time in a process.
 *
 * {@snippet :
 * try (CrossingTrace trace = CrossingTrace.start(16_384)) {
 *     graph.apply(batch);
 *     trace.stop();
 *     trace.crossings().forEach(System.out::println);
 * }
 * }
 */
public final class CrossingTrace implements AutoCloseable {

    /** The fewest crossings that a ring has room for. */
    public static final int CAPACITY_MIN = 64;

    /** The most crossings that a ring has room for: at 64 bytes each, 8 MiB. */
    public static final int CAPACITY_MAX = 1 << 17;

    private static final long FLIGHT_BYTES_MAX = 64L << 20;
    private static final AtomicBoolean UNDER_WAY = new AtomicBoolean();

    private final CrossingRing ring;
    private final Recording recording = new Recording();
    private final Instant began;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile Kept kept = new Kept(List.of(), 0, 0);

    private record Kept(List<TracedCrossing> crossings, long seen, long nanos) {}

    private CrossingTrace(int capacity) {
        ring = new CrossingRing(capacity);
        recording.setName("Kneiphof crossings");
        recording.setToDisk(true);
        recording.setMaxSize(FLIGHT_BYTES_MAX);
        recording.enable("dev.kneiphof.Crossing").withoutThreshold().withoutStackTrace();
        recording.start();
        // Starting took its time; the moment begins now.
        ring.begin();
        began = Instant.now();
    }

    /**
     * Begins a trace. Does not cross; takes up to a second the first time, while Flight Recorder starts.
     *
     * @param capacity crossings that are kept, rounded up to a power of two; where there are more, the latest are
     * @throws GraphException INVALID_ARGUMENT for a capacity out of range
     * @throws IllegalStateException while there is another trace
     */
    public static CrossingTrace start(int capacity) {
        if (capacity < CAPACITY_MIN || capacity > CAPACITY_MAX) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail("the capacity of a trace is from " + CAPACITY_MIN + " to " + CAPACITY_MAX)
                    .value(Integer.toString(capacity)));
        }
        if (!UNDER_WAY.compareAndSet(false, true)) {
            throw new IllegalStateException("there is a trace already; stop it first");
        }
        try {
            return new CrossingTrace(capacity);
        } catch (RuntimeException | Error refused) {
            UNDER_WAY.set(false);
            throw refused;
        }
    }

    /** When it began. */
    public Instant began() {
        return began;
    }

    /** How many crossings there is room for. */
    public int capacity() {
        return ring.capacity();
    }

    /** Nanoseconds since the trace began, on the clock of its crossings. */
    public long nanos() {
        return stopped.get() ? kept.nanos() : ring.nanos();
    }

    /** Ends the trace; a second stop does nothing. What is under way on other threads is not part of it. Does not cross. */
    public synchronized void stop() {
        if (stopped.get()) {
            return;
        }
        long nanos = ring.nanos();
        ring.end();
        recording.stop();
        List<TracedCrossing> crossings = ring.crossings();
        kept = new Kept(crossings, ring.seen(), nanos);
        stopped.set(true);
        UNDER_WAY.set(false);
    }

    /** How many crossings there were: those that were kept and those that were not. */
    public long seen() {
        return stopped.get() ? kept.seen() : ring.seen();
    }

    /** The crossings that were kept, by their beginning; none before {@link #stop()}. */
    public List<TracedCrossing> crossings() {
        return kept.crossings();
    }

    /** Crossings that were seen and not kept, because later ones took their places; 0 before {@link #stop()}. */
    public long dropped() {
        return kept.seen() - kept.crossings().size();
    }

    /**
     * The same moment as a file of Flight Recorder with an event {@code dev.kneiphof.Crossing} for each crossing, the latest
     * 64 MiB of them. Only between {@link #stop()} and {@link #close()}; whoever asks closes it.
     */
    public InputStream flightRecording() throws IOException {
        if (!stopped.get()) {
            throw new IllegalStateException("the trace is under way; stop it first");
        }
        return Objects.requireNonNull(recording.getStream(null, null), "the recording is on disk");
    }

    /** Stops the trace and gives back what it holds. The crossings can still be read. */
    @Override
    public void close() {
        stop();
        recording.close();
    }
}
