package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one thread needs to cross: scratch memory that is used again and again, and its meter. A platform thread keeps its
 * session; virtual threads, of which there may be many, borrow one for each operation.
 */
final class Session {

    private static final ThreadLocal<Session> OWN = ThreadLocal.withInitial(Session::new);
    private static final SessionPool POOL = new SessionPool();

    private static final long OUT = Layouts.Report.BYTES;
    private static final long OUT_BYTES = 128;
    private static final long HEAD_BYTES = OUT + OUT_BYTES;
    private static final long ROW_BYTES_EXPECTED = 256;
    private static final int COPY_KEPT_BYTES_MAX = 1 << 20;

    private final NativeBuffer head = new NativeBuffer(HEAD_BYTES);
    private final NativeBuffer request = new NativeBuffer(16 << 10);
    private final NativeBuffer response = new NativeBuffer(32 << 10);
    private final NativeBuffer numbers = new NativeBuffer(4 << 10);
    private final NativeBuffer name = new NativeBuffer(1 << 10);
    private final KeyCache keys = new KeyCache();
    private final ShapedRowEncoder shapedRows = new ShapedRowEncoder(this, request);
    private final PendingHandles pending = new PendingHandles();
    private byte[] copy = new byte[32 << 10];
    private ThreadMeter meter = ThreadMeter.current();
    private boolean inUse;
    private boolean borrowed;

    /** Whether anything but the report and the out-parameters was used: a short call has nothing to tidy. */
    private boolean scratched;

    /** The session of the current thread, until {@link #exit()}. */
    static Session enter() {
        if (!Thread.currentThread().isVirtual()) {
            Session own = OWN.get();
            if (!own.inUse) {
                own.inUse = true;
                return own;
            }
        }
        return borrow();
    }

    /** For virtual threads, and for a call from within another one. */
    private static Session borrow() {
        Session session = POOL.take();
        session.borrowed = true;
        session.meter = ThreadMeter.current();
        return session;
    }

    /** Makes the call and counts what it crosses for another thread, which waits for it meanwhile. */
    static <T> T countedFor(ThreadMeter waiting, Supplier<T> call) {
        Session own = OWN.get();
        ThreadMeter usual = own.meter;
        own.meter = waiting;
        try {
            return waiting.during(call);
        } finally {
            own.meter = usual;
        }
    }

    /** Ends the operation. Scratch memory above a megabyte goes back to the system. */
    void exit() {
        if (scratched) {
            tidy();
        }
        inUse = false;
        if (borrowed) {
            POOL.give(this);
        }
    }

    private void tidy() {
        scratched = false;
        pending.discard();
        if (request.isLarge() || response.isLarge() || numbers.isLarge() || copy.length > COPY_KEPT_BYTES_MAX) {
            trim();
        }
    }

    private void trim() {
        request.trim();
        response.trim();
        numbers.trim();
        if (copy.length > COPY_KEPT_BYTES_MAX) {
            copy = new byte[32 << 10];
        }
    }

    /** For what goes in. */
    NativeBuffer request() {
        scratched = true;
        return request;
    }

    /** For a node, as a row of the schema of its shape, in the request. */
    ShapedRowEncoder shapedRows() {
        scratched = true;
        return shapedRows;
    }

    /** For what comes out. */
    NativeBuffer response() {
        scratched = true;
        return response;
    }

    /** For so many rows of the usual size, so that they come in one crossing. */
    NativeBuffer responseForRows(long rows) {
        scratched = true;
        response.clear();
        response.require(ROW_BYTES_EXPECTED * rows);
        return response;
    }

    /** For numbers of nodes or edges between two crossings. */
    NativeBuffer numbers() {
        scratched = true;
        return numbers;
    }

    /** For a name that is interned while the request is being written. */
    NativeBuffer name() {
        return name;
    }

    KeyCache keys() {
        return keys;
    }

    /** For the objects of the change that is being written: released on exit, unless they are kept. */
    PendingHandles pending(OpaqueRegistry registry) {
        scratched = true;
        return pending.begin(registry);
    }

    PendingHandles pending() {
        return pending;
    }

    /** The change took effect: its objects are the graph's from now on. Answers their handles. */
    long[] keepPending() {
        return pending.keep();
    }

    long report() {
        return head.address();
    }

    /** Address of the out-parameters. */
    long out() {
        return head.address() + OUT;
    }

    long outLong(long offset) {
        return head.getLong(OUT + offset);
    }

    int outInt(long offset) {
        return head.getInt(OUT + offset);
    }

    /** So many bytes of the response, in an array that is used again. */
    byte[] copyOfResponse(long length) {
        return copyOf(response, length);
    }

    byte[] copyOf(NativeBuffer buffer, long length) {
        int bytes = Math.toIntExact(length);
        if (copy.length < bytes) {
            copy = new byte[Math.max(bytes, 2 * Math.min(copy.length, 1 << 29))];
        }
        buffer.copyTo(0, copy, bytes);
        return copy;
    }

    /** Counts the call; the answer goes to {@link #end}. */
    long begin(NativeFunction function) {
        long began = meter.begin(function);
        if (began != ThreadMeter.UNWATCHED) {
            head.setLong(Layouts.Report.NATIVE_NANOS, 0);
        }
        return began;
    }

    void end(NativeFunction function, long began, int status, long rows, long bytesIn, long bytesOut) {
        long bytesMade = status == 0 ? bytesOut : 0;
        meter.end(function, status, rows, bytesIn, bytesMade);
        if (began != ThreadMeter.UNWATCHED) {
            long nativeNanos = head.getLong(Layouts.Report.NATIVE_NANOS);
            meter.endWatched(function, began, status, rows, bytesIn, bytesMade, nativeNanos);
        }
    }

    /** Counts bytes that may be read where they lie, because the call told their address. */
    void viewed(NativeFunction function, long bytes) {
        meter.cells().add(function, MeterCells.BYTES_VIEWED, bytes);
    }

    /** Counts calls from native code back to Java, which are crossings, too. */
    void calledBack(NativeFunction function, long calls) {
        meter.cells().add(function, MeterCells.CALLS, calls);
        CrossingMeter.calledBack(function, calls);
    }

    /** Throws what the report block tells when the status is not OK; {@code value} stands in where the report has none. */
    void check(int status, @Nullable String value, boolean traced) {
        if (status != 0) {
            throw PanicFrames.explained(GraphException.of(failure(status, value), traced));
        }
    }

    void check(int status, @Nullable String value) {
        check(status, value, true);
    }

    void check(int status) {
        check(status, null, true);
    }

    /** Whether a result did not fit its buffer, which then has grown to what the report asks for. */
    boolean outgrown(int status, NativeBuffer out) {
        return outgrown(status, out, 1);
    }

    /** As above, for results that are counted in elements. */
    boolean outgrown(int status, NativeBuffer out, int elementBytes) {
        if (status != StatusCode.BUFFER_TOO_SMALL.code()) {
            return false;
        }
        out.clear();
        out.require(head.getLong(Layouts.Report.NUMBER) * elementBytes);
        return true;
    }

    /** The number that a failure told. */
    long reportNumber() {
        return head.getLong(Layouts.Report.NUMBER);
    }

    /** Whether a number of a node went stale between two calls. */
    boolean isStale(int status) {
        return status == StatusCode.STALE_HANDLE.code();
    }

    Failure failure(int status, @Nullable String value) {
        int valueBytes = head.getInt(Layouts.Report.VALUE_BYTES);
        int detailBytes = head.getInt(Layouts.Report.DETAIL_BYTES);
        String shown = text(0, valueBytes);
        if (head.getInt(Layouts.Report.VALUE_LENGTH) > valueBytes) {
            shown += "…";
        }
        return new Failure(
                StatusCode.of(status),
                shown.isEmpty() && value != null ? value : shown,
                detailBytes == 0 ? null : text(valueBytes, detailBytes),
                head.getLong(Layouts.Report.ROW),
                head.getLong(Layouts.Report.NUMBER),
                head.getLong(Layouts.Report.LIMIT));
    }

    private String text(int offset, int length) {
        if (length == 0) {
            return "";
        }
        byte[] bytes = head.bytes(Layouts.Report.TEXT + offset, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
