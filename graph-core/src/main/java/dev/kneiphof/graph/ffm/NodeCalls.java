package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeChange;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.StoredNode;
import dev.kneiphof.graph.VersionMismatchException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls about single nodes, and about some by their ids. */
final class NodeCalls {

    private final GraphState graph;
    private final RowShapes shapes;
    private final SlotCalls slots;
    private final IdCache ids = new IdCache();
    private final RevisionPlace revision;

    NodeCalls(GraphState graph, SchemaCalls schemas) {
        this.graph = graph;
        shapes = new RowShapes(graph, schemas);
        slots = new SlotCalls(graph, Subject.NODE);
        revision = new RevisionPlace(graph);
    }

    /** Adds, upserts or merges; answers whether the node was created. Version 0 expects none. */
    boolean write(Operation operation, Node node, long version) {
        Session session = Session.enter();
        try {
            return write(session, operation, node, version);
        } finally {
            session.exit();
        }
    }

    /** The same of a node without labels, whose attributes are a map yet. */
    boolean write(Operation operation, String id, Map<String, ? extends @Nullable Object> attributes) {
        Session session = Session.enter();
        try {
            int status = shapes.put(session, operation, new MappedNode(id, attributes));
            return status == RowShapes.OTHER_SHAPE
                    ? write(session, operation, Node.of(id).withAttributes(Attributes.of(attributes)), 0)
                    : written(session, status, id);
        } finally {
            session.exit();
        }
    }

    private boolean write(Session session, Operation operation, Node node, long version) {
        int status = shapes.put(session, operation, node.attributes(), node, version);
        if (status == RowShapes.OTHER_SHAPE) {
            status = slots.put(session, operation, graph.rows(session).node(node, version));
        }
        return written(session, status, node.id());
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
            written(session, slots.put(session, Operation.MERGE, length), change.id());
        } finally {
            session.exit();
        }
    }

    /** Whether the node was created. */
    private boolean written(Session session, int status, String id) {
        graph.check(session, status, id);
        return graph.created(session);
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
            graph.check(session, status, id);
            long removedEdges = session.outLong(0);
            graph.drain(session);
            return removedEdges;
        } finally {
            session.exit();
        }
    }

    /** No call where the answer is known and the graph is as it was, else a short one. */
    boolean has(String id) {
        IdCache.Entry known = id == null ? null : ids.get(id);
        if (known != null && holds(known)) {
            return known.number() != 0;
        }
        Session session = Session.enter();
        try {
            return look(session, id);
        } finally {
            session.exit();
        }
    }

    private boolean look(Session session, String id) {
        int length = request(session, id);
        long began = session.begin(NativeFunction.GRAPH_TRY_FIND_NODE);
        int status = KneiphofFunctions.graphTryFindNode(
                graph.number(), session.request().address(), length, session.out(), session.report());
        session.end(NativeFunction.GRAPH_TRY_FIND_NODE, began, status, 1, length, Layouts.Found.BYTES);
        if (status == StatusCode.BUSY.code()) {
            return lookPatiently(session, id, length);
        }
        graph.check(session, status, id);
        long number = session.outLong(Layouts.Found.NODE);
        ids.put(id, number, session.outLong(Layouts.Found.REVISION));
        return number != 0;
    }

    /** Somebody writes: waits for its turn, as a short call must not. */
    private boolean lookPatiently(Session session, String id, int length) {
        long began = session.begin(NativeFunction.GRAPH_FIND_NODE);
        int status = KneiphofFunctions.graphFindNode(
                graph.number(), session.request().address(), length, session.out(), session.report());
        session.end(NativeFunction.GRAPH_FIND_NODE, began, status, 1, length, 8);
        if (status == StatusCode.NODE_NOT_FOUND.code()) {
            return false;
        }
        graph.check(session, status, id);
        return true;
    }

    /** Whether the graph still has the revision of what is known of an id. */
    private boolean holds(IdCache.Entry known) {
        boolean holds = revision.revision() == known.revision();
        if (!holds) {
            ids.outdated();
        }
        return holds;
    }

    StoredNode get(String id) {
        StoredNode found = read(id);
        if (found == null) {
            throw graph.missing(StatusCode.NODE_NOT_FOUND, id);
        }
        return found;
    }

    Optional<StoredNode> find(String id) {
        return Optional.ofNullable(read(id));
    }

    private @Nullable StoredNode read(String id) {
        IdCache.Entry known = id == null ? null : ids.get(id);
        if (known != null && known.number() == 0 && holds(known)) {
            return null;
        }
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
                ids.put(id, 0, session.reportNumber());
                return null;
            }
            graph.check(session, status, id);
            return graph.decoder(session, session.outLong(0)).node(0);
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
                throw graph.missing(StatusCode.NODE_NOT_FOUND, ids.get(i));
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
                    RunControl.currentAddress(),
                    session.report());
            session.end(NativeFunction.GRAPH_GET_NODES, began, status, ids.size(), in.size(), session.outLong(0));
        } while (session.outgrown(status, out));
        session.check(status);
        return graph.decoder(session, session.outLong(0));
    }

    static int request(Session session, String id) {
        NativeBuffer in = session.request();
        in.clear();
        return put(in, id);
    }

    /** Appends an id; the rules of {@link Ids} are looked at only where a look at the bytes does not answer them. */
    static int put(NativeBuffer in, @Nullable String id) {
        int plain = id == null ? -1 : in.putPlain(id);
        return plain >= 0 ? plain : in.putText(Ids.requireNodeId(id), "id of a node");
    }

    /** Offsets, one more than ids, then the ids; answers where the ids begin. */
    static long requestAll(NativeBuffer in, List<String> ids) {
        in.clear();
        in.skip(4L * (ids.size() + 1));
        in.pad(0);
        long bytesAt = in.size();
        in.setInt(0, 0);
        if (!in.putPlainTexts(ids, 0)) {
            for (int i = 0; i < ids.size(); i++) {
                put(in, ids.get(i));
                in.setInt(4L * (i + 1), Math.toIntExact(in.size() - bytesAt));
            }
        }
        return bytesAt;
    }
}
