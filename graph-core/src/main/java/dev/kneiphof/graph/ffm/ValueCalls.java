package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.StatusCode;
import org.jspecify.annotations.Nullable;

/** The calls about one attribute of one node or edge. */
final class ValueCalls {

    private final GraphState graph;

    /** The key that was asked for last: mostly the very same text. Threads may overwrite it for each other. */
    private volatile KeyWord lastKey = new KeyWord("", 0);

    /** Symbol and one. */
    private record KeyWord(String key, int word) {}

    ValueCalls(GraphState graph) {
        this.graph = graph;
    }

    @Nullable
    AttributeValue ofNode(String id, String key) {
        Session session = Session.enter();
        try {
            askNode(session, id, key);
            return value(session);
        } finally {
            session.exit();
        }
    }

    double floatOfNode(String id, String key) {
        return Double.longBitsToDouble(wordOfNode(id, key, Tags.FLOAT, "float"));
    }

    long integerOfNode(String id, String key) {
        return wordOfNode(id, key, Tags.INTEGER, "integer");
    }

    private long wordOfNode(String id, String key, int tag, String what) {
        Session session = Session.enter();
        try {
            askNode(session, id, key);
            if (session.outInt(Layouts.Value.TAG) != tag) {
                throw new IllegalStateException("'" + id + "' has no " + what + " under the key '" + key + "'");
            }
            return session.outLong(Layouts.Value.WORD);
        } finally {
            session.exit();
        }
    }

    @Nullable
    AttributeValue ofEdge(String id, String key) {
        Session session = Session.enter();
        try {
            int keyWord = keyWord(session, key);
            ask(NativeFunction.GRAPH_EDGE_VALUE, session, id, EdgeCalls.request(session, id), keyWord);
            requireFound(session, StatusCode.EDGE_NOT_FOUND, id);
            return value(session);
        } finally {
            session.exit();
        }
    }

    /** One short call; a patient one where that would have to wait, or to copy much. */
    private void askNode(Session session, String id, String key) {
        int keyWord = keyWord(session, key);
        int length = NodeCalls.request(session, id);
        NativeBuffer out = session.response();
        long began = session.begin(NativeFunction.GRAPH_TRY_NODE_VALUE);
        int status = KneiphofFunctions.graphTryNodeValue(
                graph.number(),
                session.request().address(),
                length,
                keyWord,
                session.out(),
                out.address(),
                out.capacity(),
                session.report());
        long bytesOut = (long) Layouts.Value.BYTES + session.outInt(Layouts.Value.LENGTH);
        session.end(NativeFunction.GRAPH_TRY_NODE_VALUE, began, status, 1, length, bytesOut);
        if (status != 0) {
            if (status != StatusCode.BUSY.code() && status != StatusCode.BUFFER_TOO_SMALL.code()) {
                graph.check(session, status, id);
            }
            ask(NativeFunction.GRAPH_NODE_VALUE, session, id, length, keyWord);
        }
        requireFound(session, StatusCode.NODE_NOT_FOUND, id);
    }

    private void ask(NativeFunction function, Session session, String id, int length, int keyWord) {
        NativeBuffer out = session.response();
        int status;
        do {
            long began = session.begin(function);
            status = call(function, session, length, keyWord, out);
            long bytesOut = (long) Layouts.Value.BYTES + session.outInt(Layouts.Value.LENGTH);
            session.end(function, began, status, 1, length, bytesOut);
        } while (session.outgrown(status, out));
        graph.check(session, status, id);
    }

    private int call(NativeFunction function, Session session, int length, int keyWord, NativeBuffer out) {
        long number = graph.number();
        long id = session.request().address();
        return function == NativeFunction.GRAPH_NODE_VALUE
                ? KneiphofFunctions.graphNodeValue(
                        number, id, length, keyWord, session.out(), out.address(), out.capacity(), session.report())
                : KneiphofFunctions.graphEdgeValue(
                        number, id, length, keyWord, session.out(), out.address(), out.capacity(), session.report());
    }

    /** Symbol and one; 0 for a key that the graph has never seen. */
    @SuppressWarnings("ReferenceEquality") // the quick answer, before the right one
    private int keyWord(Session session, String key) {
        KeyWord last = lastKey;
        return last.key == key ? last.word : keyWordByName(session, key);
    }

    private int keyWordByName(Session session, String key) {
        Integer symbol = graph.symbols().find(session, key);
        if (symbol == null) {
            return 0;
        }
        lastKey = new KeyWord(key, symbol + 1);
        return symbol + 1;
    }

    private void requireFound(Session session, StatusCode status, String id) {
        if (session.outLong(Layouts.Value.NUMBER) == 0) {
            throw graph.missing(status, id);
        }
    }

    private @Nullable AttributeValue value(Session session) {
        int tag = session.outInt(Layouts.Value.TAG);
        int length = session.outInt(Layouts.Value.LENGTH);
        ByteReader bytes = length == 0 ? ByteReader.EMPTY : new ByteReader(session.copyOfResponse(length), length);
        return ValueCodec.value(tag, session.outLong(Layouts.Value.WORD), bytes, 0, length, graph.objects()::get);
    }
}
