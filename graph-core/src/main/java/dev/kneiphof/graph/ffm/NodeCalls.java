package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeChange;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.StoredNode;
import dev.kneiphof.graph.VersionMismatchException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls about single nodes, and about some by their ids. */
final class NodeCalls {

    private static final long CREATED = 8;

    private final GraphState graph;

    NodeCalls(GraphState graph) {
        this.graph = graph;
    }

    /** Adds, upserts or merges; answers whether the node was created. Version 0 expects none. */
    boolean write(NativeFunction function, Node node, long version) {
        Session session = Session.enter();
        try {
            return write(session, function, node.id(), graph.rows(session).node(node, version));
        } finally {
            session.exit();
        }
    }

    /** Changes a node that exists. Without an expected version it expects the one it reads, until nobody is faster. */
    void update(NodeChange change) {
        if (change.expectedVersion() != 0) {
            update(change, change.expectedVersion());
            return;
        }
        while (true) {
            try {
                update(change, get(change.id()).version());
                return;
            } catch (VersionMismatchException changedMeanwhile) {
                Thread.onSpinWait();
            }
        }
    }

    private void update(NodeChange change, long version) {
        Session session = Session.enter();
        try {
            long length = graph.rows(session).nodeChange(change, version);
            write(session, NativeFunction.GRAPH_MERGE_NODE, change.id(), length);
        } finally {
            session.exit();
        }
    }

    private boolean write(Session session, NativeFunction function, String id, long length) {
        long began = session.begin(function);
        int status = call(function, session, length);
        session.end(function, began, status, 1, length, 12);
        session.check(status, id);
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
            case GRAPH_ADD_NODE ->
                KneiphofFunctions.graphAddNode(number, row, length, out, out + CREATED, session.report());
            case GRAPH_UPSERT_NODE ->
                KneiphofFunctions.graphUpsertNode(number, row, length, out, out + CREATED, session.report());
            case GRAPH_MERGE_NODE ->
                KneiphofFunctions.graphMergeNode(number, row, length, out, out + CREATED, session.report());
            default -> throw new IllegalArgumentException(function + " writes no node");
        };
    }

    /** Answers the number of edges that went with the node. */
    long remove(String id, long version) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            long began = session.begin(NativeFunction.GRAPH_REMOVE_NODE);
            int status = KneiphofFunctions.graphRemoveNode(
                    graph.number(), session.request().address(), length, version, session.out(), session.report());
            session.end(NativeFunction.GRAPH_REMOVE_NODE, began, status, 1, length, 8);
            session.check(status, id);
            long removedEdges = session.outLong(0);
            graph.drain(session);
            return removedEdges;
        } finally {
            session.exit();
        }
    }

    boolean has(String id) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            long began = session.begin(NativeFunction.GRAPH_FIND_NODE);
            int status = KneiphofFunctions.graphFindNode(
                    graph.number(), session.request().address(), length, session.out(), session.report());
            boolean missing = status == StatusCode.NODE_NOT_FOUND.code();
            session.end(NativeFunction.GRAPH_FIND_NODE, began, status, 1, length, 8);
            if (!missing) {
                session.check(status, id);
            }
            return !missing;
        } finally {
            session.exit();
        }
    }

    StoredNode get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    Optional<StoredNode> find(String id) {
        Session session = Session.enter();
        try {
            int length = request(session, id);
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.GRAPH_GET_NODE);
                status = KneiphofFunctions.graphGetNode(
                        graph.number(),
                        session.request().address(),
                        length,
                        out.address(),
                        out.capacity(),
                        session.out(),
                        session.report());
                session.end(NativeFunction.GRAPH_GET_NODE, began, status, 1, length, session.outLong(0));
            } while (session.outgrown(status, out));
            if (status == StatusCode.NODE_NOT_FOUND.code()) {
                return Optional.empty();
            }
            session.check(status, id);
            return Optional.of(graph.decoder(session, session.outLong(0)).node(0));
        } finally {
            session.exit();
        }
    }

    /** The nodes with these ids in their order, null where there is none. */
    List<@Nullable StoredNode> getAll(List<String> ids) {
        Session session = Session.enter();
        try {
            return rowsOf(session, ids).nodes();
        } finally {
            session.exit();
        }
    }

    /** The numbers of these nodes, all of which have to exist, in the session's numbers. */
    void resolve(Session session, List<String> ids) {
        long[] found = rowsOf(session, ids).numbers();
        session.numbers().clear();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == 0) {
                throw notFound(ids.get(i));
            }
            session.numbers().putLong(found[i]);
        }
    }

    private ResultDecoder rowsOf(Session session, List<String> ids) {
        NativeBuffer in = session.request();
        long bytesAt = requestAll(in, ids);
        NativeBuffer out = session.responseForRows(ids.size());
        int status;
        do {
            long began = session.begin(NativeFunction.GRAPH_GET_NODES);
            status = KneiphofFunctions.graphGetNodes(
                    graph.number(),
                    in.address(),
                    in.address() + bytesAt,
                    ids.size(),
                    out.address(),
                    out.capacity(),
                    session.out(),
                    session.report());
            session.end(NativeFunction.GRAPH_GET_NODES, began, status, ids.size(), in.size(), session.outLong(0));
        } while (session.outgrown(status, out));
        session.check(status);
        return graph.decoder(session, session.outLong(0));
    }

    private static int request(Session session, String id) {
        NativeBuffer in = session.request();
        in.clear();
        return in.putText(Ids.requireNodeId(id), "id of a node");
    }

    /** Offsets, one more than ids, then the ids; answers where the ids begin. */
    private static long requestAll(NativeBuffer in, List<String> ids) {
        in.clear();
        in.skip(4L * (ids.size() + 1));
        in.pad(0);
        long bytesAt = in.size();
        in.setInt(0, 0);
        for (int i = 0; i < ids.size(); i++) {
            in.putText(Ids.requireNodeId(ids.get(i)), "id of a node");
            in.setInt(4L * (i + 1), Math.toIntExact(in.size() - bytesAt));
        }
        return bytesAt;
    }

    static GraphException notFound(String id) {
        return GraphException.of(Failure.of(StatusCode.NODE_NOT_FOUND).value(id));
    }
}
