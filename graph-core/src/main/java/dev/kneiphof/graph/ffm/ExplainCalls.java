package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.FilterExplanation;
import dev.kneiphof.graph.Query;

/** What filters do: one call that runs the filter and answers how. */
final class ExplainCalls {

    private static final int NODES = 0;
    private static final int EDGES = 1;

    private final GraphState graph;

    ExplainCalls(GraphState graph) {
        this.graph = graph;
    }

    FilterExplanation nodes(Filter filter) {
        return explain(NODES, filter);
    }

    FilterExplanation edges(Filter filter) {
        return explain(EDGES, filter);
    }

    private FilterExplanation explain(int subject, Filter filter) {
        Session session = Session.enter();
        try {
            long length = QueryEncoder.encode(session.request(), Query.all().filter(filter));
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.GRAPH_EXPLAIN);
                status = KneiphofFunctions.graphExplain(
                        graph.number(),
                        subject,
                        session.request().address(),
                        length,
                        out.address(),
                        out.capacity(),
                        session.out(),
                        RunControl.currentAddress(),
                        session.report());
                session.end(NativeFunction.GRAPH_EXPLAIN, began, status, 0, length, session.outLong(0));
            } while (session.outgrown(status, out));
            session.check(status);
            var bytes = new byte[Math.toIntExact(session.outLong(0))];
            out.copyTo(0, bytes, bytes.length);
            return ExplanationDecoder.decode(bytes);
        } finally {
            session.exit();
        }
    }
}
