package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Index;
import java.util.List;

/** Declared indexes: one call to declare, one to drop. */
final class IndexCalls {

    @FunctionalInterface
    private interface Change {
        int make(long graph, int on, long key, long length, long changedOut, long report);
    }

    /** By the number that crosses. */
    private static final List<Index.On> BY_NUMBER =
            List.of(Index.On.NODE_ATTRIBUTE, Index.On.EDGE_ATTRIBUTE, Index.On.LABEL, Index.On.TYPE);

    private IndexCalls() {}

    /** What the number says that an index is on. */
    static Index.On on(long number) {
        return BY_NUMBER.get(Math.toIntExact(number));
    }

    static boolean declare(long graph, Index index) {
        return change(NativeFunction.GRAPH_DECLARE_INDEX, KneiphofFunctions::graphDeclareIndex, graph, index);
    }

    static boolean drop(long graph, Index index) {
        return change(NativeFunction.GRAPH_DROP_INDEX, KneiphofFunctions::graphDropIndex, graph, index);
    }

    private static boolean change(NativeFunction function, Change change, long graph, Index index) {
        Session session = Session.enter();
        try {
            NativeBuffer key = session.request();
            key.clear();
            int length = key.putText(index.key(), "key");
            long began = session.begin(function);
            int status = change.make(
                    graph, BY_NUMBER.indexOf(index.on()), key.address(), length, session.out(), session.report());
            session.end(function, began, status, 0, length, 4);
            session.check(status, index.key());
            return session.outInt(0) == 1;
        } finally {
            session.exit();
        }
    }
}
