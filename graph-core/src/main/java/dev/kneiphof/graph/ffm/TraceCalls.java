package dev.kneiphof.graph.ffm;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The calls about what runs inside of other calls. */
public final class TraceCalls {

    private static final int TEXT_BYTES = 256 << 10;

    private TraceCalls() {}

    /** Begins or ends the keeping of spans in the whole process. */
    public static void keepSpans(boolean kept) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.TRACE_SWITCH);
            int status = KneiphofFunctions.traceSwitch(kept ? 1 : 0, session.report());
            session.end(NativeFunction.TRACE_SWITCH, began, status, 0, 0, 0);
            session.check(status);
        } finally {
            session.exit();
        }
    }

    /** Lines of spans that have ended, as {@code kneiphof.h} describes them; empty when there are none. */
    public static String readSpans() {
        Session session = Session.enter();
        try {
            NativeBuffer out = room(session);
            long began = session.begin(NativeFunction.TRACE_READ);
            int status = KneiphofFunctions.traceRead(out.address(), out.capacity(), session.out(), session.report());
            return text(session, NativeFunction.TRACE_READ, began, status);
        } finally {
            session.exit();
        }
    }

    /** The frames of this thread's last panic, while the file of the library is there. */
    static String lastPanic() {
        Session session = Session.enter();
        try {
            NativeBuffer out = room(session);
            long began = session.begin(NativeFunction.LAST_PANIC);
            int status = KneiphofFunctions.lastPanic(out.address(), out.capacity(), session.out(), session.report());
            return text(session, NativeFunction.LAST_PANIC, began, status);
        } finally {
            session.exit();
        }
    }

    private static NativeBuffer room(Session session) {
        NativeBuffer out = session.response();
        out.clear();
        out.require(TEXT_BYTES);
        return out;
    }

    private static String text(Session session, NativeFunction function, long began, int status) {
        long length = status == 0 ? session.outLong(0) : 0;
        session.end(function, began, status, 0, 0, length);
        session.check(status);
        return new String(session.copyOfResponse(length), 0, Math.toIntExact(length), UTF_8);
    }
}
