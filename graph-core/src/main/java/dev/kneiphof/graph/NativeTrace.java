package dev.kneiphof.graph;

import dev.kneiphof.graph.ffm.TraceCalls;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A trace of native code: each crossing but the critical ones, and the longer work inside of them. It may begin and end at any
 * time, and costs a crossing the reading of one number while there is none. One at a time in a process.
 *
 * {@snippet :
 * try (NativeTrace trace = NativeTrace.start(span -> System.out.println(span))) {
 *     graph.layout(ids, LayoutOptions.seeded(1));
 * }
 * }
 */
public final class NativeTrace implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.kneiphof.native");
    private static final AtomicBoolean UNDER_WAY = new AtomicBoolean();
    private static final long PAUSE_MILLIS = 100;

    /**
     * Something that ran and has ended.
     *
     * @param nanos how long it ran
     * @param depth how many spans it ran inside of
     * @param name {@code crossing}, or the work inside of one; {@code dropped} when more ended than could be kept
     * @param fields such as {@code function="kneiphof_graph_layout" status=0}
     */
    public record Span(long nanos, int depth, String name, String fields) {

        static Span parse(String line) {
            String[] parts = line.split("\t", 4);
            return new Span(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2], parts[3]);
        }
    }

    private final Consumer<Span> sink;
    private final Thread reader =
            Thread.ofPlatform().daemon().name("kneiphof-trace").unstarted(this::readOn);
    private final AtomicBoolean closed = new AtomicBoolean();

    private NativeTrace(Consumer<Span> sink) {
        this.sink = sink;
    }

    /**
     * Begins a trace. Its spans come within a tenth of a second of their end, the last ones before {@link #close()} returns; the sink
     * is called by one thread at a time. What it throws goes to the log {@code dev.kneiphof.native} as a warning, and the next span
     * comes all the same.
     *
     * @throws IllegalStateException while there is another trace
     */
    public static NativeTrace start(Consumer<Span> sink) {
        Objects.requireNonNull(sink, "sink");
        if (!UNDER_WAY.compareAndSet(false, true)) {
            throw new IllegalStateException("there is a trace already; close it first");
        }
        var trace = new NativeTrace(sink);
        try {
            TraceCalls.keepSpans(true);
        } catch (RuntimeException refused) {
            UNDER_WAY.set(false);
            throw refused;
        }
        trace.reader.start();
        return trace;
    }

    /** Begins a trace that goes to the log {@code dev.kneiphof.native}, level debug. */
    public static NativeTrace toLog() {
        return start(span -> LOG.log(
                Level.DEBUG, "{0}{1} {2} {3} ns", "  ".repeat(span.depth()), span.name(), span.fields(), span.nanos()));
    }

    /** Whether spans are still kept for it. */
    public boolean isOpen() {
        return !closed.get();
    }

    private void readOn() {
        try {
            while (!closed.get()) {
                read();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ended) {
            // By close(), which reads the rest.
        }
    }

    private synchronized void read() {
        for (String lines = TraceCalls.readSpans(); !lines.isEmpty(); lines = TraceCalls.readSpans()) {
            lines.lines().map(Span::parse).forEach(this::show);
        }
    }

    private void show(Span span) {
        try {
            sink.accept(span);
        } catch (RuntimeException refused) {
            LOG.log(Level.WARNING, "The sink of a trace failed at " + span, refused);
        }
    }

    /** Ends the trace and hands over what is left of it; a second close does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            TraceCalls.keepSpans(false);
            reader.interrupt();
            read();
        } finally {
            UNDER_WAY.set(false);
        }
    }
}
