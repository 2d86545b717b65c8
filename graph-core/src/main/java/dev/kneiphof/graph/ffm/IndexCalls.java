package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Index;
import java.util.List;

/** Declared indexes: one call to declare, one to drop. */
final class IndexCalls {

    /** By the number that crosses. */
    private static final List<Index.On> BY_NUMBER =
            List.of(Index.On.NODE_ATTRIBUTE, Index.On.EDGE_ATTRIBUTE, Index.On.LABEL, Index.On.TYPE);

    private IndexCalls() {}

    /** What the number says that an index is on. */
    static Index.On on(long number) {
        return BY_NUMBER.get(Math.toIntExact(number));
    }

    static boolean declare(long graph, Index index) {
        return change(NativeFunction.GRAPH_DECLARE_INDEX, graph, index);
    }

    static boolean drop(long graph, Index index) {
        return change(NativeFunction.GRAPH_DROP_INDEX, graph, index);
    }

    private static boolean change(NativeFunction function, long graph, Index index) {
        Session session = Session.enter();
        try {
            NativeBuffer key = session.request();
            key.clear();
            int length = key.putText(index.key(), "key");
            int on = BY_NUMBER.indexOf(index.on());
            long began = session.begin(function);
            int status = function == NativeFunction.GRAPH_DECLARE_INDEX
                    ? KneiphofFunctions.graphDeclareIndex(
                            graph,
                            on,
                            key.address(),
                            length,
                            session.out(),
                            RunControl.currentAddress(),
                            session.report())
                    : KneiphofFunctions.graphDropIndex(
                            graph, on, key.address(), length, session.out(), session.report());
            session.end(function, began, status, 0, length, 4);
            session.check(status, index.key());
            return session.outInt(0) == 1;
        } finally {
            session.exit();
        }
    }
}
