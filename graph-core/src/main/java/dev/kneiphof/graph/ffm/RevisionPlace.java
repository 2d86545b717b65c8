package dev.kneiphof.graph.ffm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Where the engine tells the revision of the last commit of a graph. Whether what Java knows still holds is seen there without a
 * call: a crossing costs more than the look. The memory stays for the life of the process, but tells of another graph once this
 * one is closed; so who looks has first made sure that it is open.
 */
final class RevisionPlace {

    private static final VarHandle REVISION = ValueLayout.JAVA_LONG.varHandle();

    /** All memory; only the address that the engine has given is read. */
    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final GraphState graph;
    private volatile long address;

    RevisionPlace(GraphState graph) {
        this.graph = graph;
    }

    /** The revision of the last commit before this call, or a later one. Crosses the first time. */
    long revision() {
        long number = graph.handle().number();
        if (address == 0) {
            address = ask(number);
        }
        return (long) REVISION.getAcquire(MEMORY, address);
    }

    private static long ask(long number) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_REVISION_PLACE);
            int status = KneiphofFunctions.graphRevisionPlace(number, session.out(), session.report());
            session.end(NativeFunction.GRAPH_REVISION_PLACE, began, status, 0, 0, 8);
            session.check(status);
            return session.outLong(0);
        } finally {
            session.exit();
        }
    }
}
