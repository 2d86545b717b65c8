package dev.kneiphof.graph.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.kneiphof.graph.GraphCounts;
import dev.kneiphof.graph.GraphOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The calls about a graph as a whole. */
final class GraphCalls {

    private static final int DIRECTED = 1;

    private GraphCalls() {}

    /** Opens a graph and answers its number. */
    static long open(GraphOptions options) {
        Session session = Session.enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment encoded = encode(options, arena);
            long began = session.begin(NativeFunction.GRAPH_OPEN);
            int status = KneiphofFunctions.graphOpen(encoded.address(), session.out(), session.report());
            session.end(NativeFunction.GRAPH_OPEN, began, status, 0, Layouts.Options.BYTES, 8);
            session.check(status);
            return session.outLong(0);
        } finally {
            session.exit();
        }
    }

    static void close(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_CLOSE);
            int status = KneiphofFunctions.graphClose(graph, session.report());
            session.end(NativeFunction.GRAPH_CLOSE, began, status, 0, 0, 0);
            session.check(status);
        } finally {
            session.exit();
        }
    }

    static long nodeCount(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_NODE_COUNT);
            int status = KneiphofFunctions.graphNodeCount(graph, session.out(), session.report());
            session.end(NativeFunction.GRAPH_NODE_COUNT, began, status, 0, 0, 8);
            session.check(status);
            return session.outLong(0);
        } finally {
            session.exit();
        }
    }

    static GraphCounts counts(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_COUNTS);
            int status = KneiphofFunctions.graphCounts(graph, session.out(), session.report());
            session.end(NativeFunction.GRAPH_COUNTS, began, status, 0, 0, Layouts.Counts.BYTES);
            session.check(status);
            return new GraphCounts(
                    session.outLong(Layouts.Counts.NODES),
                    session.outLong(Layouts.Counts.EDGES),
                    session.outLong(Layouts.Counts.REVISION),
                    session.outLong(Layouts.Counts.EPOCH),
                    session.outLong(Layouts.Counts.MEMORY));
        } finally {
            session.exit();
        }
    }

    static void compact(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_COMPACT);
            int status = KneiphofFunctions.graphCompact(graph, RunControl.currentAddress(), session.report());
            session.end(NativeFunction.GRAPH_COMPACT, began, status, 0, 0, 0);
            session.check(status);
        } finally {
            session.exit();
        }
    }

    /** Plants a panic inside of the write lock, for tests. */
    static void panic(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_PANIC);
            int status = KneiphofFunctions.graphPanic(graph, session.report());
            session.end(NativeFunction.GRAPH_PANIC, began, status, 0, 0, 0);
            session.check(status);
        } finally {
            session.exit();
        }
    }

    /** The description, a packed map. */
    static byte[] describe(long graph) {
        Session session = Session.enter();
        try {
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.GRAPH_DESCRIBE);
                status = KneiphofFunctions.graphDescribe(
                        graph, out.address(), out.capacity(), session.out(), session.report());
                session.end(NativeFunction.GRAPH_DESCRIBE, began, status, 0, 0, session.outLong(0));
            } while (session.outgrown(status, out));
            session.check(status);
            var bytes = new byte[Math.toIntExact(session.outLong(0))];
            out.copyTo(0, bytes, bytes.length);
            return bytes;
        } finally {
            session.exit();
        }
    }

    /** The memory, a packed map. */
    static byte[] memory(long graph) {
        Session session = Session.enter();
        try {
            NativeBuffer out = session.response();
            int status;
            do {
                long began = session.begin(NativeFunction.GRAPH_MEMORY);
                status = KneiphofFunctions.graphMemory(
                        graph, out.address(), out.capacity(), session.out(), session.report());
                session.end(NativeFunction.GRAPH_MEMORY, began, status, 0, 0, session.outLong(0));
            } while (session.outgrown(status, out));
            session.check(status);
            var bytes = new byte[Math.toIntExact(session.outLong(0))];
            out.copyTo(0, bytes, bytes.length);
            return bytes;
        } finally {
            session.exit();
        }
    }

    /** Releases the Java objects whose values are gone. */
    static void drainReleased(Session session, long graph, OpaqueRegistry registry) {
        NativeBuffer out = session.numbers();
        long released;
        do {
            long began = session.begin(NativeFunction.GRAPH_DRAIN_RELEASED);
            int status = KneiphofFunctions.graphDrainReleased(
                    graph, out.address(), out.capacity() / 8, session.out(), session.report());
            released = session.outLong(0);
            session.end(NativeFunction.GRAPH_DRAIN_RELEASED, began, status, 0, 0, 8 * released);
            session.check(status);
            for (long i = 0; i < released; i++) {
                registry.release(out.getLong(8 * i));
            }
        } while (released == out.capacity() / 8);
    }

    private static MemorySegment encode(GraphOptions options, Arena arena) {
        MemorySegment encoded = arena.allocate(Layouts.Options.BYTES, 8);
        encoded.set(JAVA_INT, Layouts.Options.STRUCT_SIZE, Layouts.Options.BYTES);
        encoded.set(JAVA_INT, Layouts.Options.FLAGS, options.directed() ? DIRECTED : 0);
        encoded.set(JAVA_INT, Layouts.Options.ID_BYTES_MAX, options.idBytesMax());
        encoded.set(JAVA_INT, Layouts.Options.KEY_BYTES_MAX, options.keyBytesMax());
        encoded.set(JAVA_INT, Layouts.Options.ATTRIBUTES_MAX, options.attributesMax());
        encoded.set(JAVA_INT, Layouts.Options.NESTING_MAX, options.nestingMax());
        encoded.set(JAVA_LONG, Layouts.Options.VALUE_BYTES_MAX, options.valueBytesMax());
        encoded.set(JAVA_LONG, Layouts.Options.NODES_MAX, options.nodesMax());
        encoded.set(JAVA_LONG, Layouts.Options.EDGES_MAX, options.edgesMax());
        encoded.set(JAVA_LONG, Layouts.Options.QUOTA_BYTES, options.quotaBytes());
        encoded.set(JAVA_LONG, Layouts.Options.SEED, options.seed());
        encoded.set(JAVA_LONG, Layouts.Options.LOCK_MILLIS, options.lockWait().toMillis());
        return encoded;
    }
}
