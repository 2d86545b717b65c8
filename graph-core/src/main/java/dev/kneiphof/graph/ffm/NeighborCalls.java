package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.LayoutOptions;
import dev.kneiphof.graph.Neighbor;
import dev.kneiphof.graph.NeighborCount;
import dev.kneiphof.graph.NeighborQuery;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Positions;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about what lies around nodes and between them. */
final class NeighborCalls {

    private final GraphState graph;
    private final NodeCalls nodes;
    private final QueryCalls queries;

    NeighborCalls(GraphState graph, NodeCalls nodes, QueryCalls queries) {
        this.graph = graph;
        this.nodes = nodes;
        this.queries = queries;
    }

    Page<Neighbor> neighbors(String id, NeighborQuery query) {
        return QueryCalls.untilWhole(() -> tryNeighbors(id, query));
    }

    private @Nullable Page<Neighbor> tryNeighbors(String id, NeighborQuery query) {
        Session session = Session.enter();
        try {
            Integer type = typeWord(session, query.type());
            if (type == null) {
                nodes.resolve(session, List.of(id));
                return new Page<>(
                        List.of(), 0, null, GraphCalls.counts(graph.number()).revision());
            }
            PageHead head = numbers(session, id, query, type);
            return head.page(neighbors(session, (int) head.count()));
        } finally {
            session.exit();
        }
    }

    /** Symbol and one, 0 for any type, null for a type that the graph has never seen. */
    private @Nullable Integer typeWord(Session session, @Nullable String type) {
        if (type == null) {
            return 0;
        }
        Integer symbol = graph.symbols().find(session, type);
        return symbol == null ? null : symbol + 1;
    }

    private PageHead numbers(Session session, String id, NeighborQuery query, int type) {
        int length = request(session, id);
        NativeBuffer out = session.response();
        out.clear();
        out.require((long) Layouts.Neighbor.BYTES * query.limit());
        long began = session.begin(NativeFunction.GRAPH_NEIGHBORS);
        int status = KneiphofFunctions.graphNeighbors(
                graph.number(),
                session.request().address(),
                length,
                QueryEncoder.codeOf(query.direction()),
                type,
                query.byDegree() ? 1 : 0,
                query.skip(),
                out.address(),
                query.limit(),
                session.out(),
                RunControl.currentAddress(),
                session.report());
        PageHead head = PageHead.of(session);
        long bytesOut = Layouts.Neighbor.BYTES * head.count() + Layouts.Page.BYTES;
        session.end(NativeFunction.GRAPH_NEIGHBORS, began, status, head.count(), length, bytesOut);
        graph.check(session, status, id);
        return head;
    }

    private List<@Nullable Neighbor> neighbors(Session session, int count) {
        if (count == 0) {
            return List.of();
        }
        NativeBuffer answer = session.response();
        var directions = new Direction[count];
        var edgeNumbers = new long[count];
        session.numbers().clear();
        for (int i = 0; i < count; i++) {
            long at = (long) Layouts.Neighbor.BYTES * i;
            session.numbers().putLong(answer.getLong(at + Layouts.Neighbor.NODE));
            edgeNumbers[i] = answer.getLong(at + Layouts.Neighbor.EDGE);
            directions[i] = directionOf(answer.getInt(at + Layouts.Neighbor.DIRECTION));
        }
        List<@Nullable StoredNode> found = queries.readNodes(session);
        session.numbers().clear();
        for (long number : edgeNumbers) {
            session.numbers().putLong(number);
        }
        return joined(found, queries.readEdges(session), directions);
    }

    private static List<@Nullable Neighbor> joined(
            List<@Nullable StoredNode> nodes, List<@Nullable StoredEdge> edges, Direction[] directions) {
        var neighbors = new ArrayList<@Nullable Neighbor>(directions.length);
        for (int i = 0; i < directions.length; i++) {
            StoredNode node = nodes.get(i);
            StoredEdge edge = edges.get(i);
            neighbors.add(node == null || edge == null ? null : new Neighbor(node, edge, directions[i]));
        }
        return neighbors;
    }

    List<NeighborCount> summary(String id) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.GRAPH_NEIGHBOR_SUMMARY);
                status = KneiphofFunctions.graphNeighborSummary(
                        graph.number(),
                        session.request().address(),
                        length,
                        out.address(),
                        out.capacity() / Layouts.NeighborCount.BYTES,
                        session.out(),
                        RunControl.currentAddress(),
                        session.report());
                long bytesOut = Layouts.NeighborCount.BYTES * session.outLong(0);
                session.end(NativeFunction.GRAPH_NEIGHBOR_SUMMARY, began, status, 1, length, bytesOut);
            } while (session.outgrown(status, out, Layouts.NeighborCount.BYTES));
            graph.check(session, status, id);
            return counts(session, out, (int) session.outLong(0));
        } finally {
            session.exit();
        }
    }

    private List<NeighborCount> counts(Session session, NativeBuffer answer, int count) {
        var counts = new ArrayList<NeighborCount>(count);
        for (int i = 0; i < count; i++) {
            long at = (long) Layouts.NeighborCount.BYTES * i;
            int type = answer.getInt(at + Layouts.NeighborCount.TYPE);
            counts.add(new NeighborCount(
                    type == 0 ? null : graph.symbols().name(session, type - 1),
                    directionOf(answer.getInt(at + Layouts.NeighborCount.DIRECTION)),
                    answer.getLong(at + Layouts.NeighborCount.COUNT)));
        }
        return counts;
    }

    Page<StoredEdge> edgesBetween(List<String> ids, int limit) {
        return QueryCalls.untilWhole(() -> tryEdgesBetween(ids, limit));
    }

    private @Nullable Page<StoredEdge> tryEdgesBetween(List<String> ids, int limit) {
        Session session = Session.enter();
        try {
            nodes.resolve(session, ids);
            NativeBuffer in = session.numbers();
            NativeBuffer out = session.response();
            out.clear();
            out.require(8L * limit);
            long began = session.begin(NativeFunction.GRAPH_EDGES_BETWEEN);
            int status = KneiphofFunctions.graphEdgesBetween(
                    graph.number(),
                    in.address(),
                    ids.size(),
                    out.address(),
                    limit,
                    session.out(),
                    RunControl.currentAddress(),
                    session.report());
            PageHead head = PageHead.of(session);
            long bytesOut = 8 * head.count() + Layouts.Page.BYTES;
            session.end(NativeFunction.GRAPH_EDGES_BETWEEN, began, status, ids.size(), in.size(), bytesOut);
            if (session.isStale(status)) {
                return null;
            }
            session.check(status);
            in.clear();
            for (int i = 0; i < head.count(); i++) {
                in.putLong(out.getLong(8L * i));
            }
            return head.page(queries.readEdges(session));
        } finally {
            session.exit();
        }
    }

    Positions layout(List<String> ids, LayoutOptions options) {
        return QueryCalls.untilWhole(() -> tryLayout(ids, options));
    }

    private @Nullable Positions tryLayout(List<String> ids, LayoutOptions options) {
        Session session = Session.enter();
        try {
            nodes.resolve(session, ids);
            NativeBuffer xy = start(session.request(), ids, options);
            NativeBuffer in = session.numbers();
            long began = session.begin(NativeFunction.GRAPH_LAYOUT);
            int status = KneiphofFunctions.graphLayout(
                    graph.number(),
                    in.address(),
                    ids.size(),
                    options.seed(),
                    options.iterations(),
                    xy.address(),
                    RunControl.currentAddress(),
                    session.report());
            session.end(NativeFunction.GRAPH_LAYOUT, began, status, ids.size(), in.size() + xy.size(), xy.size());
            if (session.isStale(status)) {
                return null;
            }
            session.check(status);
            var positions = new float[2 * ids.size()];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = xy.getFloat(4L * i);
            }
            return new Positions(ids, positions);
        } finally {
            session.exit();
        }
    }

    /** Where the nodes stand already; NaN for those that are not placed yet. */
    private static NativeBuffer start(NativeBuffer xy, List<String> ids, LayoutOptions options) {
        xy.clear();
        xy.skip(8L * ids.size());
        for (int i = 0; i < ids.size(); i++) {
            double[] position = options.start().get(ids.get(i));
            xy.setFloat(8L * i, position == null ? Float.NaN : (float) position[0]);
            xy.setFloat(8L * i + 4, position == null ? Float.NaN : (float) position[1]);
        }
        return xy;
    }

    private static int request(Session session, String id) {
        NativeBuffer in = session.request();
        in.clear();
        return NodeCalls.put(in, id);
    }

    private static Direction directionOf(int code) {
        return code == 0 ? Direction.OUT : Direction.IN;
    }
}
