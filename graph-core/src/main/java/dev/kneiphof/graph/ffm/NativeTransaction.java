package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.BatchResult;
import dev.kneiphof.graph.Transaction;
import java.util.ArrayList;
import java.util.List;

/** A transaction of a native graph. Opaque objects that it brought in are let go again when it is rolled back. */
final class NativeTransaction implements Transaction {

    private final GraphState graph;
    private final BatchCalls batches;
    private final long number;
    private final List<long[]> handles = new ArrayList<>();
    private boolean ended;

    private NativeTransaction(GraphState graph, BatchCalls batches, long number) {
        this.graph = graph;
        this.batches = batches;
        this.number = number;
    }

    static NativeTransaction begin(GraphState graph, BatchCalls batches) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.TRANSACTION_BEGIN);
            int status = KneiphofFunctions.transactionBegin(graph.number(), session.out(), session.report());
            session.end(NativeFunction.TRANSACTION_BEGIN, began, status, 0, 0, 8);
            session.check(status);
            var begun = new NativeTransaction(graph, batches, session.outLong(0));
            graph.gate().hold(begun);
            return begun;
        } finally {
            session.exit();
        }
    }

    @Override
    public synchronized BatchResult apply(Batch batch) {
        requireOpen();
        Session session = Session.enter();
        try {
            BatchResult result = batches.apply(session, NativeFunction.TRANSACTION_APPLY, number, batch);
            handles.add(session.keepPending());
            return result;
        } finally {
            session.exit();
        }
    }

    @Override
    public synchronized long commit() {
        requireOpen();
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.TRANSACTION_COMMIT);
            int status = KneiphofFunctions.transactionCommit(number, session.out(), session.report());
            session.end(NativeFunction.TRANSACTION_COMMIT, began, status, 0, 0, 8);
            session.check(status);
            ended = true;
            graph.gate().open(this);
            long revision = session.outLong(0);
            graph.drain(session);
            return revision;
        } finally {
            session.exit();
        }
    }

    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        if (graph.handle().isClosed()) {
            // The end of the graph was the end of the transaction.
            return;
        }
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.TRANSACTION_ROLLBACK);
            int status = KneiphofFunctions.transactionRollback(number, session.report());
            session.end(NativeFunction.TRANSACTION_ROLLBACK, began, status, 0, 0, 0);
            session.check(status);
        } finally {
            graph.gate().open(this);
            releaseHandles();
            session.exit();
        }
    }

    private void releaseHandles() {
        for (long[] some : handles) {
            for (long handle : some) {
                graph.objects().release(handle);
            }
        }
    }

    private void requireOpen() {
        if (graph.handle().isClosed()) {
            throw GraphHandle.closed();
        }
        if (ended) {
            throw new IllegalStateException("the transaction has ended; begin another one");
        }
    }
}
