package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.NeighborLists;
import dev.kneiphof.graph.Neighborhood;
import dev.kneiphof.graph.NeighborhoodQuery;
import dev.kneiphof.graph.NodeValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about many nodes at once. */
final class BatchedReadCalls {

    private static final int NO_TYPE_KNOWN = 1 << 16;

    /** Room for so many nodes stays with the session; more is given back after each call, which costs 26 microseconds. */
    private static final long NEIGHBORHOOD_EXPECTED = 1 << 16;

    private final GraphState graph;

    /** How many nodes the last answer had, so that the next one needs no second search; whichever thread wrote it last is as good. */
    private int lastNeighborhood;

    BatchedReadCalls(GraphState graph) {
        this.graph = graph;
    }

    /** The nodes of a call, in the session's request: numbers, or offsets and bytes of ids; the others are null. */
    private record Asked(long numbers, long offsets, long bytes, int count, long length) {

        static Asked of(Session session, List<String> ids) {
            NativeBuffer in = session.request();
            long bytesAt = NodeCalls.requestAll(in, ids);
            return new Asked(0, in.address(), in.address() + bytesAt, ids.size(), in.size());
        }

        static Asked of(Session session, long[] numbers) {
            NativeBuffer in = session.request();
            in.clear();
            in.require(8L * numbers.length);
            for (long number : numbers) {
                in.putLong(number);
            }
            return new Asked(in.address(), 0, 0, numbers.length, in.size());
        }
    }

    long[] find(List<String> ids) {
        Session session = Session.enter();
        try {
            Asked asked = Asked.of(session, ids);
            NativeBuffer out = session.response();
            out.clear();
            out.require(8L * asked.count());
            long began = session.begin(NativeFunction.GRAPH_FIND_NODES);
            int status = KneiphofFunctions.graphFindNodes(
                    graph.number(),
                    asked.offsets(),
                    asked.bytes(),
                    asked.count(),
                    out.address(),
                    RunControl.currentAddress(),
                    session.report());
            long bytesOut = 8L * asked.count();
            session.end(NativeFunction.GRAPH_FIND_NODES, began, status, asked.count(), asked.length(), bytesOut);
            session.check(status);
            return out.longs(0, asked.count());
        } finally {
            session.exit();
        }
    }

    NodeValues values(List<String> ids, List<String> keys) {
        Session session = Session.enter();
        try {
            return values(session, Asked.of(session, ids), keys);
        } finally {
            session.exit();
        }
    }

    NodeValues values(long[] nodes, List<String> keys) {
        Session session = Session.enter();
        try {
            return values(session, Asked.of(session, nodes), keys);
        } finally {
            session.exit();
        }
    }

    private NodeValues values(Session session, Asked asked, List<String> keys) {
        NativeBuffer symbols = session.numbers();
        symbols.clear();
        for (String key : keys) {
            Integer symbol = graph.symbols().find(session, key);
            symbols.putInt(symbol == null ? 0 : symbol + 1);
        }
        NativeBuffer out = session.response();
        out.clear();
        out.require(64L + asked.count() * (8L + 12L * keys.size()) + 64L * keys.size());
        int status;
        do {
            long began = session.begin(NativeFunction.GRAPH_NODE_VALUES);
            status = KneiphofFunctions.graphNodeValues(
                    graph.number(),
                    asked.numbers(),
                    asked.offsets(),
                    asked.bytes(),
                    asked.count(),
                    symbols.address(),
                    keys.size(),
                    out.address(),
                    out.capacity(),
                    session.out(),
                    RunControl.currentAddress(),
                    session.report());
            long bytesIn = asked.length() + symbols.size();
            session.end(NativeFunction.GRAPH_NODE_VALUES, began, status, asked.count(), bytesIn, session.outLong(0));
        } while (session.outgrown(status, out));
        session.check(status);
        return new NativeNodeValues(answer(session, out), keys, graph.objects());
    }

    private static ByteReader answer(Session session, NativeBuffer out) {
        byte[] bytes = out.bytes(0, Math.toIntExact(session.outLong(0)));
        return new ByteReader(bytes, bytes.length);
    }

    NeighborLists neighborLists(List<String> ids, Direction direction, @Nullable String type) {
        Session session = Session.enter();
        try {
            return neighborLists(session, Asked.of(session, ids), direction, type);
        } finally {
            session.exit();
        }
    }

    NeighborLists neighborLists(long[] nodes, Direction direction, @Nullable String type) {
        Session session = Session.enter();
        try {
            return neighborLists(session, Asked.of(session, nodes), direction, type);
        } finally {
            session.exit();
        }
    }

    private NeighborLists neighborLists(Session session, Asked asked, Direction direction, @Nullable String type) {
        int typeWord = typeWord(session, type);
        NativeBuffer out = session.response();
        out.clear();
        int status;
        do {
            long began = session.begin(NativeFunction.GRAPH_NEIGHBOR_LISTS);
            status = KneiphofFunctions.graphNeighborLists(
                    graph.number(),
                    asked.numbers(),
                    asked.offsets(),
                    asked.bytes(),
                    asked.count(),
                    QueryEncoder.codeOf(direction),
                    typeWord,
                    out.address(),
                    out.capacity(),
                    session.out(),
                    RunControl.currentAddress(),
                    session.report());
            session.end(
                    NativeFunction.GRAPH_NEIGHBOR_LISTS,
                    began,
                    status,
                    asked.count(),
                    asked.length(),
                    session.outLong(0));
        } while (session.outgrown(status, out));
        session.check(status);
        Direction all = graph.options().directed() ? direction : Direction.OUT;
        return ListsDecoder.decode(out, all);
    }

    /** Symbol and one, 0 for any type; a type that the graph has never seen is one that no edge has. */
    private int typeWord(Session session, @Nullable String type) {
        if (type == null) {
            return 0;
        }
        Integer symbol = graph.symbols().find(session, type);
        return symbol == null ? NO_TYPE_KNOWN : symbol + 1;
    }

    Neighborhood neighborhood(List<String> ids, NeighborhoodQuery query) {
        Session session = Session.enter();
        try {
            return neighborhood(session, Asked.of(session, ids), query);
        } finally {
            session.exit();
        }
    }

    Neighborhood neighborhood(long[] nodes, NeighborhoodQuery query) {
        Session session = Session.enter();
        try {
            return neighborhood(session, Asked.of(session, nodes), query);
        } finally {
            session.exit();
        }
    }

    private Neighborhood neighborhood(Session session, Asked asked, NeighborhoodQuery query) {
        int typeWord = typeWord(session, query.type());
        NativeBuffer within = session.numbers();
        within.clear();
        within.require(8L * query.hops());
        NativeBuffer out = session.response();
        PageHead head;
        long room;
        long wanted = Math.min(query.limit(), Math.max(NEIGHBORHOOD_EXPECTED, lastNeighborhood));
        do {
            room = wanted;
            out.clear();
            out.require(8 * room);
            long began = session.begin(NativeFunction.GRAPH_NEIGHBORHOOD);
            int status = KneiphofFunctions.graphNeighborhood(
                    graph.number(),
                    asked.numbers(),
                    asked.offsets(),
                    asked.bytes(),
                    asked.count(),
                    QueryEncoder.codeOf(query.direction()),
                    typeWord,
                    query.hops(),
                    out.address(),
                    room,
                    within.address(),
                    session.out(),
                    RunControl.currentAddress(),
                    session.report());
            head = PageHead.of(session);
            long bytesOut = 8 * (head.count() + query.hops()) + Layouts.Page.BYTES;
            session.end(NativeFunction.GRAPH_NEIGHBORHOOD, began, status, head.count(), asked.length(), bytesOut);
            session.check(status);
            wanted = Math.min(query.limit(), head.total());
        } while (room < wanted);
        lastNeighborhood = (int) head.count();
        return new Neighborhood(out.longs(0, (int) head.count()), within.longs(0, query.hops()), head.revision());
    }
}
