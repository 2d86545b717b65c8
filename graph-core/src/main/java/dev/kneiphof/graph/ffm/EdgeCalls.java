package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeChange;
import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.VersionMismatchException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls about single edges. */
final class EdgeCalls {

    private final GraphState graph;
    private final RowShapes shapes;
    private final SlotCalls slots;

    EdgeCalls(GraphState graph, SchemaCalls schemas) {
        this.graph = graph;
        shapes = new RowShapes(graph, schemas);
        slots = new SlotCalls(graph, Subject.EDGE);
    }

    /** Adds, upserts or merges; answers whether the edge was created. Version 0 expects none. */
    boolean write(Operation operation, Edge edge, long version) {
        Session session = Session.enter();
        try {
            int status = shapes.put(session, operation, edge.attributes(), edge, version);
            if (status == RowShapes.OTHER_SHAPE) {
                status = slots.put(session, operation, graph.rows(session).edge(edge, version));
            }
            return written(session, status, edge);
        } finally {
            session.exit();
        }
    }

    /** Changes an edge that exists: reads its ends, which a row has to name, and its version where none is expected. */
    void update(EdgeChange change) {
        while (true) {
            StoredEdge stored = get(change.id());
            long expected = change.expectedVersion();
            try {
                update(stored.edge(), change, expected == 0 ? stored.version() : expected);
                return;
            } catch (VersionMismatchException changedMeanwhile) {
                if (expected != 0) {
                    throw changedMeanwhile;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void update(Edge edge, EdgeChange change, long version) {
        Session session = Session.enter();
        try {
            long length = graph.rows(session).edgeChange(edge, change, version);
            written(session, slots.put(session, Operation.MERGE, length), edge);
        } finally {
            session.exit();
        }
    }

    /** Whether the edge was created. */
    private boolean written(Session session, int status, Edge edge) {
        if (status != 0) {
            graph.check(session, status, edge.effectiveId());
        }
        return graph.created(session);
    }

    void remove(String id, long version) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            long began = session.begin(NativeFunction.GRAPH_REMOVE_EDGE);
            int status = KneiphofFunctions.graphRemoveEdge(
                    graph.number(), session.request().address(), length, version, session.report());
            session.end(NativeFunction.GRAPH_REMOVE_EDGE, began, status, 1, length, 0);
            graph.check(session, status, id);
            graph.drain(session);
        } finally {
            session.exit();
        }
    }

    boolean has(String id) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            long began = session.begin(NativeFunction.GRAPH_FIND_EDGE);
            int status = KneiphofFunctions.graphFindEdge(
                    graph.number(), session.request().address(), length, session.out(), session.report());
            boolean missing = status == StatusCode.EDGE_NOT_FOUND.code();
            session.end(NativeFunction.GRAPH_FIND_EDGE, began, status, 1, length, 8);
            if (!missing) {
                graph.check(session, status, id);
            }
            return !missing;
        } finally {
            session.exit();
        }
    }

    StoredEdge get(String id) {
        StoredEdge found = read(id);
        if (found == null) {
            throw graph.missing(StatusCode.EDGE_NOT_FOUND, id);
        }
        return found;
    }

    Optional<StoredEdge> find(String id) {
        return Optional.ofNullable(read(id));
    }

    private @Nullable StoredEdge read(String id) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.GRAPH_GET_EDGE);
                status = KneiphofFunctions.graphGetEdge(
                        graph.number(),
                        session.request().address(),
                        length,
                        out.address(),
                        out.capacity(),
                        session.out(),
                        session.report());
                session.end(NativeFunction.GRAPH_GET_EDGE, began, status, 1, length, session.outLong(0));
            } while (session.outgrown(status, out));
            if (status == StatusCode.EDGE_NOT_FOUND.code()) {
                return null;
            }
            graph.check(session, status, id);
            return graph.decoder(session, session.outLong(0)).edge(0);
        } finally {
            session.exit();
        }
    }

    static int request(Session session, String id) {
        NativeBuffer in = session.request();
        in.clear();
        return put(in, id);
    }

    /** Appends an id; as {@link NodeCalls#put} does that of a node. */
    static int put(NativeBuffer in, String id) {
        int plain = in.putPlain(id);
        return plain >= 0 ? plain : in.putText(Ids.requireEdgeId(id, Integer.MAX_VALUE), "id of an edge");
    }
}
