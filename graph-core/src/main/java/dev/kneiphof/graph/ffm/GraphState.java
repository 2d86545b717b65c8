package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.StatusCode;

/** What the calls of one graph share. */
record GraphState(
        GraphHandle handle, GraphOptions options, SymbolTable symbols, OpaqueRegistry objects, TransactionGate gate) {

    GraphState(GraphHandle handle, GraphOptions options, SymbolTable symbols, OpaqueRegistry objects) {
        this(handle, options, symbols, objects, new TransactionGate());
    }

    /** Where a write says among the out-parameters, behind the number, whether it created its node or edge. */
    static final long CREATED = 8;

    /** The number that names the graph in a call, while it is open; not before the turn of a virtual thread has come. */
    long number() {
        gate.pass(options.lockWait());
        return handle.number();
    }

    /** Throws what went wrong with the node or edge of this id, with a trace where the options want one. */
    void check(Session session, int status, String id) {
        session.check(status, id, options.outcomeTraces());
    }

    /** Nobody has this id. */
    GraphException missing(StatusCode status, String id) {
        return GraphException.of(Failure.of(status).value(id), options.outcomeTraces());
    }

    RowEncoder rows(Session session) {
        return new RowEncoder(session, symbols, options, session.pending(objects));
    }

    /** Reads an answer of so many bytes from the session's response. */
    ResultDecoder decoder(Session session, long length) {
        var in = new ByteReader(session.copyOfResponse(length), Math.toIntExact(length));
        return new ResultDecoder(in, symbol -> symbols.name(session, symbol), objects::get);
    }

    /** After a write that took effect: whether it created its node or edge. */
    boolean created(Session session) {
        session.keepPending();
        boolean created = session.outInt(CREATED) != 0;
        if (!created) {
            drain(session);
        }
        return created;
    }

    /** After a change that may have let go of Java objects; crosses only while the graph holds some. */
    void drain(Session session) {
        if (objects.size() > 0) {
            GraphCalls.drainReleased(session, number(), objects);
        }
    }
}
