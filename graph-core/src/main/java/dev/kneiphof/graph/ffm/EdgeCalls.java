package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeChange;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.VersionMismatchException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls about single edges. */
final class EdgeCalls {

    private static final long CREATED = 8;

    private final GraphState graph;
    private final RowShapes shapes;

    EdgeCalls(GraphState graph, SchemaCalls schemas) {
        this.graph = graph;
        shapes = new RowShapes(graph, schemas);
    }

    /** Adds, upserts or merges; answers whether the edge was created. Version 0 expects none. */
    boolean write(Operation operation, Edge edge, long version) {
        Session session = Session.enter();
        try {
            int status = shapes.put(session, operation, edge.attributes(), edge, version);
            if (status != RowShapes.OTHER_SHAPE) {
                return written(session, status, edge);
            }
            long length = graph.rows(session).edge(edge, version);
            return write(session, functionOf(operation), edge, length);
        } finally {
            session.exit();
        }
    }

    private static NativeFunction functionOf(Operation operation) {
        return switch (operation) {
            case ADD -> NativeFunction.GRAPH_ADD_EDGE;
            case UPSERT -> NativeFunction.GRAPH_UPSERT_EDGE;
            case MERGE -> NativeFunction.GRAPH_MERGE_EDGE;
            case REMOVE -> throw new IllegalArgumentException(operation + " writes no edge");
        };
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
            write(session, NativeFunction.GRAPH_MERGE_EDGE, edge, length);
        } finally {
            session.exit();
        }
    }

    private boolean write(Session session, NativeFunction function, Edge edge, long length) {
        long began = session.begin(function);
        int status = call(function, session, length);
        session.end(function, began, status, 1, length, 12);
        return written(session, status, edge);
    }

    /** Whether the edge was created. */
    private boolean written(Session session, int status, Edge edge) {
        if (status != 0) {
            graph.check(session, status, edge.effectiveId());
        }
        session.keepPending();
        boolean created = session.outInt(CREATED) != 0;
        if (!created) {
            graph.drain(session);
        }
        return created;
    }

    private int call(NativeFunction function, Session session, long length) {
        long number = graph.number();
        long row = session.request().address();
        long out = session.out();
        return switch (function) {
            case GRAPH_ADD_EDGE ->
                KneiphofFunctions.graphAddEdge(number, row, length, out, out + CREATED, session.report());
            case GRAPH_UPSERT_EDGE ->
                KneiphofFunctions.graphUpsertEdge(number, row, length, out, out + CREATED, session.report());
            case GRAPH_MERGE_EDGE ->
                KneiphofFunctions.graphMergeEdge(number, row, length, out, out + CREATED, session.report());
            default -> throw new IllegalArgumentException(function + " writes no edge");
        };
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
