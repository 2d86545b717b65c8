package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages of nodes and edges: one call answers their numbers, a second one their rows. A row that went between the two calls,
 * or whose number a compaction made stale, is no reason for a page with a hole: the question is asked again.
 */
final class QueryCalls {

    private static final int ATTEMPTS_MAX = 16;

    private final GraphState graph;

    QueryCalls(GraphState graph) {
        this.graph = graph;
    }

    Page<StoredNode> nodes(Query query) {
        return untilWhole(() -> page(NativeFunction.GRAPH_QUERY_NODES, query, this::readNodes));
    }

    Page<StoredEdge> edges(Query query) {
        return untilWhole(() -> page(NativeFunction.GRAPH_QUERY_EDGES, query, this::readEdges));
    }

    /** Asks again while the answer is null. */
    static <T> T untilWhole(Supplier<@Nullable T> question) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
        }
        throw GraphException.of(Failure.of(StatusCode.BUSY));
    }

    private <T> @Nullable Page<T> page(
            NativeFunction function, Query query, Function<Session, List<@Nullable T>> read) {
        Session session = Session.enter();
        try {
            long length = QueryEncoder.encode(session.request(), query);
            PageHead head = numbers(session, function, length, query.limit());
            return head.page(read.apply(session));
        } finally {
            session.exit();
        }
    }

    private PageHead numbers(Session session, NativeFunction function, long length, int limit) {
        NativeBuffer out = session.numbers();
        out.clear();
        out.require(8L * limit);
        long began = session.begin(function);
        int status = function == NativeFunction.GRAPH_QUERY_NODES
                ? KneiphofFunctions.graphQueryNodes(
                        graph.number(),
                        session.request().address(),
                        length,
                        out.address(),
                        limit,
                        session.out(),
                        RunControl.currentAddress(),
                        session.report())
                : KneiphofFunctions.graphQueryEdges(
                        graph.number(),
                        session.request().address(),
                        length,
                        out.address(),
                        limit,
                        session.out(),
                        RunControl.currentAddress(),
                        session.report());
        PageHead head = PageHead.of(session);
        session.end(function, began, status, head.count(), length, 8 * head.count() + Layouts.Page.BYTES);
        session.check(status);
        out.skip(8 * head.count());
        return head;
    }

    /** The nodes whose numbers stand in the session's numbers; null for each that is gone. */
    List<@Nullable StoredNode> readNodes(Session session) {
        return session.numbers().size() == 0
                ? List.of()
                : rows(session, NativeFunction.GRAPH_READ_NODES).nodes();
    }

    /** The edges whose numbers stand in the session's numbers; null for each that is gone. */
    List<@Nullable StoredEdge> readEdges(Session session) {
        return session.numbers().size() == 0
                ? List.of()
                : rows(session, NativeFunction.GRAPH_READ_EDGES).edges();
    }

    private ResultDecoder rows(Session session, NativeFunction function) {
        NativeBuffer in = session.numbers();
        long count = in.size() / 8;
        NativeBuffer out = session.responseForRows(count);
        int status;
        do {
            long began = session.begin(function);
            status = function == NativeFunction.GRAPH_READ_NODES
                    ? KneiphofFunctions.graphReadNodes(
                            graph.number(),
                            in.address(),
                            count,
                            out.address(),
                            out.capacity(),
                            session.out(),
                            RunControl.currentAddress(),
                            session.report())
                    : KneiphofFunctions.graphReadEdges(
                            graph.number(),
                            in.address(),
                            count,
                            out.address(),
                            out.capacity(),
                            session.out(),
                            RunControl.currentAddress(),
                            session.report());
            session.end(function, began, status, count, in.size(), session.outLong(0));
        } while (session.outgrown(status, out));
        session.check(status);
        return graph.decoder(session, session.outLong(0));
    }
}
