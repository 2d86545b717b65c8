package dev.kneiphof.graph.ffm;

import java.lang.invoke.MethodHandle;

/**
 * The C ABI, in the order of {@code kneiphof.h}: the one place where Java calls native code. Addresses are plain numbers,
 * because scratch memory outlives the call and a segment would only be checked again.
 *
 * <p>A critical handle skips the change of the thread's state, so that the garbage collector waits for the call: only for
 * reads that are bounded, take no lock and allocate nothing.
 */
final class KneiphofFunctions {

    private static final MethodHandle ABI_VERSION = NativeLibrary.bind(NativeFunction.ABI_VERSION);
    private static final MethodHandle ABI_MANIFEST = NativeLibrary.bind(NativeFunction.ABI_MANIFEST);
    private static final MethodHandle ADD = NativeLibrary.bind(NativeFunction.ADD);
    private static final MethodHandle ADD_CRITICAL = NativeLibrary.bindCritical(NativeFunction.ADD);
    private static final MethodHandle ADD_UP = NativeLibrary.bind(NativeFunction.ADD_UP);
    private static final MethodHandle ADD_UP_CRITICAL = NativeLibrary.bindCritical(NativeFunction.ADD_UP);
    private static final MethodHandle GRAPH_OPEN = NativeLibrary.bind(NativeFunction.GRAPH_OPEN);
    private static final MethodHandle GRAPH_CLOSE = NativeLibrary.bind(NativeFunction.GRAPH_CLOSE);
    private static final MethodHandle GRAPH_NODE_COUNT = NativeLibrary.bindCritical(NativeFunction.GRAPH_NODE_COUNT);
    private static final MethodHandle GRAPH_REVISION_PLACE = NativeLibrary.bind(NativeFunction.GRAPH_REVISION_PLACE);
    private static final MethodHandle GRAPH_COUNTS = NativeLibrary.bind(NativeFunction.GRAPH_COUNTS);
    private static final MethodHandle GRAPH_DESCRIBE = NativeLibrary.bind(NativeFunction.GRAPH_DESCRIBE);
    private static final MethodHandle GRAPH_MEMORY = NativeLibrary.bind(NativeFunction.GRAPH_MEMORY);
    private static final MethodHandle GRAPH_COMPACT = NativeLibrary.bind(NativeFunction.GRAPH_COMPACT);
    private static final MethodHandle GRAPH_PANIC = NativeLibrary.bind(NativeFunction.GRAPH_PANIC);
    private static final MethodHandle GRAPH_SHRINK = NativeLibrary.bind(NativeFunction.GRAPH_SHRINK);
    private static final MethodHandle ESTIMATE_MEMORY = NativeLibrary.bind(NativeFunction.ESTIMATE_MEMORY);
    private static final MethodHandle GRAPH_INTERN = NativeLibrary.bind(NativeFunction.GRAPH_INTERN);
    private static final MethodHandle GRAPH_SYMBOLS = NativeLibrary.bind(NativeFunction.GRAPH_SYMBOLS);
    private static final MethodHandle GRAPH_DECLARE_INDEX = NativeLibrary.bind(NativeFunction.GRAPH_DECLARE_INDEX);
    private static final MethodHandle GRAPH_DROP_INDEX = NativeLibrary.bind(NativeFunction.GRAPH_DROP_INDEX);
    private static final MethodHandle GRAPH_ADD_NODE = NativeLibrary.bind(NativeFunction.GRAPH_ADD_NODE);
    private static final MethodHandle GRAPH_UPSERT_NODE = NativeLibrary.bind(NativeFunction.GRAPH_UPSERT_NODE);
    private static final MethodHandle GRAPH_MERGE_NODE = NativeLibrary.bind(NativeFunction.GRAPH_MERGE_NODE);
    private static final MethodHandle GRAPH_REMOVE_NODE = NativeLibrary.bind(NativeFunction.GRAPH_REMOVE_NODE);
    private static final MethodHandle GRAPH_FIND_NODE = NativeLibrary.bind(NativeFunction.GRAPH_FIND_NODE);
    private static final MethodHandle GRAPH_TRY_FIND_NODE =
            NativeLibrary.bindCritical(NativeFunction.GRAPH_TRY_FIND_NODE);
    private static final MethodHandle GRAPH_GET_NODE = NativeLibrary.bind(NativeFunction.GRAPH_GET_NODE);
    private static final MethodHandle GRAPH_GET_NODES = NativeLibrary.bind(NativeFunction.GRAPH_GET_NODES);
    private static final MethodHandle GRAPH_READ_NODES = NativeLibrary.bind(NativeFunction.GRAPH_READ_NODES);
    private static final MethodHandle GRAPH_REGISTER_SCHEMA = NativeLibrary.bind(NativeFunction.GRAPH_REGISTER_SCHEMA);
    private static final MethodHandle GRAPH_TEXT_CODE = NativeLibrary.bind(NativeFunction.GRAPH_TEXT_CODE);
    private static final MethodHandle GRAPH_PUT_ROW = NativeLibrary.bind(NativeFunction.GRAPH_PUT_ROW);
    private static final MethodHandle GRAPH_ADD_EDGE = NativeLibrary.bind(NativeFunction.GRAPH_ADD_EDGE);
    private static final MethodHandle GRAPH_UPSERT_EDGE = NativeLibrary.bind(NativeFunction.GRAPH_UPSERT_EDGE);
    private static final MethodHandle GRAPH_MERGE_EDGE = NativeLibrary.bind(NativeFunction.GRAPH_MERGE_EDGE);
    private static final MethodHandle GRAPH_REMOVE_EDGE = NativeLibrary.bind(NativeFunction.GRAPH_REMOVE_EDGE);
    private static final MethodHandle GRAPH_FIND_EDGE = NativeLibrary.bind(NativeFunction.GRAPH_FIND_EDGE);
    private static final MethodHandle GRAPH_GET_EDGE = NativeLibrary.bind(NativeFunction.GRAPH_GET_EDGE);
    private static final MethodHandle GRAPH_READ_EDGES = NativeLibrary.bind(NativeFunction.GRAPH_READ_EDGES);
    private static final MethodHandle GRAPH_TRY_NODE_VALUE =
            NativeLibrary.bindCritical(NativeFunction.GRAPH_TRY_NODE_VALUE);
    private static final MethodHandle GRAPH_NODE_VALUE = NativeLibrary.bind(NativeFunction.GRAPH_NODE_VALUE);
    private static final MethodHandle GRAPH_EDGE_VALUE = NativeLibrary.bind(NativeFunction.GRAPH_EDGE_VALUE);
    private static final MethodHandle GRAPH_QUERY_NODES = NativeLibrary.bind(NativeFunction.GRAPH_QUERY_NODES);
    private static final MethodHandle GRAPH_QUERY_EDGES = NativeLibrary.bind(NativeFunction.GRAPH_QUERY_EDGES);
    private static final MethodHandle GRAPH_EXPLAIN = NativeLibrary.bind(NativeFunction.GRAPH_EXPLAIN);
    private static final MethodHandle GRAPH_NEIGHBORS = NativeLibrary.bind(NativeFunction.GRAPH_NEIGHBORS);
    private static final MethodHandle GRAPH_NEIGHBOR_SUMMARY =
            NativeLibrary.bind(NativeFunction.GRAPH_NEIGHBOR_SUMMARY);
    private static final MethodHandle GRAPH_EDGES_BETWEEN = NativeLibrary.bind(NativeFunction.GRAPH_EDGES_BETWEEN);
    private static final MethodHandle GRAPH_LAYOUT = NativeLibrary.bind(NativeFunction.GRAPH_LAYOUT);
    private static final MethodHandle GRAPH_FIND_NODES = NativeLibrary.bind(NativeFunction.GRAPH_FIND_NODES);
    private static final MethodHandle GRAPH_NODE_VALUES = NativeLibrary.bind(NativeFunction.GRAPH_NODE_VALUES);
    private static final MethodHandle GRAPH_NEIGHBOR_LISTS = NativeLibrary.bind(NativeFunction.GRAPH_NEIGHBOR_LISTS);
    private static final MethodHandle GRAPH_NEIGHBORHOOD = NativeLibrary.bind(NativeFunction.GRAPH_NEIGHBORHOOD);
    private static final MethodHandle GRAPH_APPLY = NativeLibrary.bind(NativeFunction.GRAPH_APPLY);
    private static final MethodHandle TRANSACTION_BEGIN = NativeLibrary.bind(NativeFunction.TRANSACTION_BEGIN);
    private static final MethodHandle TRANSACTION_APPLY = NativeLibrary.bind(NativeFunction.TRANSACTION_APPLY);
    private static final MethodHandle TRANSACTION_COMMIT = NativeLibrary.bind(NativeFunction.TRANSACTION_COMMIT);
    private static final MethodHandle TRANSACTION_ROLLBACK = NativeLibrary.bind(NativeFunction.TRANSACTION_ROLLBACK);
    private static final MethodHandle GRAPH_DRAIN_RELEASED = NativeLibrary.bind(NativeFunction.GRAPH_DRAIN_RELEASED);
    private static final MethodHandle SNAPSHOT_OPEN = NativeLibrary.bind(NativeFunction.SNAPSHOT_OPEN);
    private static final MethodHandle SNAPSHOT_CLOSE = NativeLibrary.bind(NativeFunction.SNAPSHOT_CLOSE);
    private static final MethodHandle SNAPSHOT_COLUMN = NativeLibrary.bind(NativeFunction.SNAPSHOT_COLUMN);
    private static final MethodHandle SNAPSHOT_TEXTS = NativeLibrary.bind(NativeFunction.SNAPSHOT_TEXTS);
    private static final MethodHandle SNAPSHOT_IDS = NativeLibrary.bind(NativeFunction.SNAPSHOT_IDS);
    private static final MethodHandle SNAPSHOT_IDS_OF = NativeLibrary.bind(NativeFunction.SNAPSHOT_IDS_OF);
    private static final MethodHandle SNAPSHOT_CSR = NativeLibrary.bind(NativeFunction.SNAPSHOT_CSR);
    private static final MethodHandle SNAPSHOT_FILTER = NativeLibrary.bind(NativeFunction.SNAPSHOT_FILTER);
    private static final MethodHandle TRACE_SWITCH = NativeLibrary.bind(NativeFunction.TRACE_SWITCH);
    private static final MethodHandle TRACE_READ = NativeLibrary.bind(NativeFunction.TRACE_READ);
    private static final MethodHandle LAST_PANIC = NativeLibrary.bind(NativeFunction.LAST_PANIC);

    private KneiphofFunctions() {}

    static int abiVersion() {
        try {
            return (int) ABI_VERSION.invokeExact();
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int abiManifest(long textOut, long lengthOut, long report) {
        try {
            return (int) ABI_MANIFEST.invokeExact(textOut, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static long add(long a, long b) {
        try {
            return (long) ADD.invokeExact(a, b);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static long addCritical(long a, long b) {
        try {
            return (long) ADD_CRITICAL.invokeExact(a, b);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static long addUp(long a, long times) {
        try {
            return (long) ADD_UP.invokeExact(a, times);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** What nobody should do: critical, and as long as one likes. For the exhibit of what comes of it. */
    static long addUpCritical(long a, long times) {
        try {
            return (long) ADD_UP_CRITICAL.invokeExact(a, times);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphOpen(long options, long graphOut, long report) {
        try {
            return (int) GRAPH_OPEN.invokeExact(options, graphOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphClose(long graph, long report) {
        try {
            return (int) GRAPH_CLOSE.invokeExact(graph, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNodeCount(long graph, long countOut, long report) {
        try {
            return (int) GRAPH_NODE_COUNT.invokeExact(graph, countOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphRevisionPlace(long graph, long addressOut, long report) {
        try {
            return (int) GRAPH_REVISION_PLACE.invokeExact(graph, addressOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphCounts(long graph, long countsOut, long report) {
        try {
            return (int) GRAPH_COUNTS.invokeExact(graph, countsOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphDescribe(long graph, long out, long capacity, long lengthOut, long report) {
        try {
            return (int) GRAPH_DESCRIBE.invokeExact(graph, out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphMemory(long graph, long out, long capacity, long lengthOut, long report) {
        try {
            return (int) GRAPH_MEMORY.invokeExact(graph, out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphCompact(long graph, long control, long report) {
        try {
            return (int) GRAPH_COMPACT.invokeExact(graph, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphPanic(long graph, long report) {
        try {
            return (int) GRAPH_PANIC.invokeExact(graph, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphShrink(long graph, long shrunkOut, long control, long report) {
        try {
            return (int) GRAPH_SHRINK.invokeExact(graph, shrunkOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int estimateMemory(long shape, long columns, long count, long estimateOut, long report) {
        try {
            return (int) ESTIMATE_MEMORY.invokeExact(shape, columns, count, estimateOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphIntern(long graph, long text, long length, long symbolOut, long report) {
        try {
            return (int) GRAPH_INTERN.invokeExact(graph, text, length, symbolOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphSymbols(long graph, int first, long out, long capacity, long lengthOut, long report) {
        try {
            return (int) GRAPH_SYMBOLS.invokeExact(graph, first, out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphDeclareIndex(
            long graph, int on, long key, long length, long declaredOut, long control, long report) {
        try {
            return (int) GRAPH_DECLARE_INDEX.invokeExact(graph, on, key, length, declaredOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphDropIndex(long graph, int on, long key, long length, long droppedOut, long report) {
        try {
            return (int) GRAPH_DROP_INDEX.invokeExact(graph, on, key, length, droppedOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphAddNode(long graph, long row, long length, long nodeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_ADD_NODE.invokeExact(graph, row, length, nodeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphUpsertNode(long graph, long row, long length, long nodeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_UPSERT_NODE.invokeExact(graph, row, length, nodeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphMergeNode(long graph, long row, long length, long nodeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_MERGE_NODE.invokeExact(graph, row, length, nodeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphRemoveNode(
            long graph, long id, long length, long expectedVersion, long removedEdgesOut, long report) {
        try {
            return (int) GRAPH_REMOVE_NODE.invokeExact(graph, id, length, expectedVersion, removedEdgesOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphFindNode(long graph, long id, long length, long nodeOut, long report) {
        try {
            return (int) GRAPH_FIND_NODE.invokeExact(graph, id, length, nodeOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphTryFindNode(long graph, long id, long length, long foundOut, long report) {
        try {
            return (int) GRAPH_TRY_FIND_NODE.invokeExact(graph, id, length, foundOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphGetNode(long graph, long id, long length, long out, long capacity, long lengthOut, long report) {
        try {
            return (int) GRAPH_GET_NODE.invokeExact(graph, id, length, out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphGetNodes(
            long graph,
            long offsets,
            long bytes,
            long count,
            long out,
            long capacity,
            long lengthOut,
            long control,
            long report) {
        try {
            return (int) GRAPH_GET_NODES.invokeExact(
                    graph, offsets, bytes, count, out, capacity, lengthOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphReadNodes(
            long graph, long nodes, long count, long out, long capacity, long lengthOut, long control, long report) {
        try {
            return (int) GRAPH_READ_NODES.invokeExact(graph, nodes, count, out, capacity, lengthOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphRegisterSchema(long graph, long schema, long length, long schemaOut, long report) {
        try {
            return (int) GRAPH_REGISTER_SCHEMA.invokeExact(graph, schema, length, schemaOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphTextCode(long graph, int schema, int attribute, long text, long length, long codeOut, long report) {
        try {
            return (int) GRAPH_TEXT_CODE.invokeExact(graph, schema, attribute, text, length, codeOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphPutRow(
            long graph, int operation, long row, long length, long nodeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_PUT_ROW.invokeExact(graph, operation, row, length, nodeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphAddEdge(long graph, long row, long length, long edgeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_ADD_EDGE.invokeExact(graph, row, length, edgeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphUpsertEdge(long graph, long row, long length, long edgeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_UPSERT_EDGE.invokeExact(graph, row, length, edgeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphMergeEdge(long graph, long row, long length, long edgeOut, long createdOut, long report) {
        try {
            return (int) GRAPH_MERGE_EDGE.invokeExact(graph, row, length, edgeOut, createdOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphRemoveEdge(long graph, long id, long length, long expectedVersion, long report) {
        try {
            return (int) GRAPH_REMOVE_EDGE.invokeExact(graph, id, length, expectedVersion, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphFindEdge(long graph, long id, long length, long edgeOut, long report) {
        try {
            return (int) GRAPH_FIND_EDGE.invokeExact(graph, id, length, edgeOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphGetEdge(long graph, long id, long length, long out, long capacity, long lengthOut, long report) {
        try {
            return (int) GRAPH_GET_EDGE.invokeExact(graph, id, length, out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphReadEdges(
            long graph, long edges, long count, long out, long capacity, long lengthOut, long control, long report) {
        try {
            return (int) GRAPH_READ_EDGES.invokeExact(graph, edges, count, out, capacity, lengthOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphTryNodeValue(
            long graph, long id, long length, int key, long valueOut, long out, long capacity, long report) {
        try {
            return (int) GRAPH_TRY_NODE_VALUE.invokeExact(graph, id, length, key, valueOut, out, capacity, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNodeValue(
            long graph, long id, long length, int key, long valueOut, long out, long capacity, long report) {
        try {
            return (int) GRAPH_NODE_VALUE.invokeExact(graph, id, length, key, valueOut, out, capacity, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphEdgeValue(
            long graph, long id, long length, int key, long valueOut, long out, long capacity, long report) {
        try {
            return (int) GRAPH_EDGE_VALUE.invokeExact(graph, id, length, key, valueOut, out, capacity, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphQueryNodes(
            long graph, long query, long length, long out, long capacity, long pageOut, long control, long report) {
        try {
            return (int) GRAPH_QUERY_NODES.invokeExact(graph, query, length, out, capacity, pageOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphQueryEdges(
            long graph, long query, long length, long out, long capacity, long pageOut, long control, long report) {
        try {
            return (int) GRAPH_QUERY_EDGES.invokeExact(graph, query, length, out, capacity, pageOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphExplain(
            long graph,
            int subject,
            long query,
            long length,
            long out,
            long capacity,
            long lengthOut,
            long control,
            long report) {
        try {
            return (int)
                    GRAPH_EXPLAIN.invokeExact(graph, subject, query, length, out, capacity, lengthOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNeighbors(
            long graph,
            long id,
            long length,
            int direction,
            int type,
            int order,
            long skip,
            long out,
            long capacity,
            long pageOut,
            long control,
            long report) {
        try {
            return (int) GRAPH_NEIGHBORS.invokeExact(
                    graph, id, length, direction, type, order, skip, out, capacity, pageOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNeighborSummary(
            long graph, long id, long length, long out, long capacity, long countOut, long control, long report) {
        try {
            return (int)
                    GRAPH_NEIGHBOR_SUMMARY.invokeExact(graph, id, length, out, capacity, countOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphEdgesBetween(
            long graph, long nodes, long count, long out, long capacity, long pageOut, long control, long report) {
        try {
            return (int) GRAPH_EDGES_BETWEEN.invokeExact(graph, nodes, count, out, capacity, pageOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphLayout(
            long graph, long nodes, long count, long seed, int iterations, long xy, long control, long report) {
        try {
            return (int) GRAPH_LAYOUT.invokeExact(graph, nodes, count, seed, iterations, xy, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphFindNodes(long graph, long offsets, long bytes, long count, long out, long control, long report) {
        try {
            return (int) GRAPH_FIND_NODES.invokeExact(graph, offsets, bytes, count, out, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNodeValues(
            long graph,
            long numbers,
            long offsets,
            long bytes,
            long count,
            long keys,
            long keyCount,
            long out,
            long capacity,
            long lengthOut,
            long control,
            long report) {
        try {
            return (int) GRAPH_NODE_VALUES.invokeExact(
                    graph, numbers, offsets, bytes, count, keys, keyCount, out, capacity, lengthOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNeighborLists(
            long graph,
            long numbers,
            long offsets,
            long bytes,
            long count,
            int direction,
            int type,
            long out,
            long capacity,
            long lengthOut,
            long control,
            long report) {
        try {
            return (int) GRAPH_NEIGHBOR_LISTS.invokeExact(
                    graph, numbers, offsets, bytes, count, direction, type, out, capacity, lengthOut, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphNeighborhood(
            long graph,
            long numbers,
            long offsets,
            long bytes,
            long count,
            int direction,
            int type,
            int hops,
            long out,
            long capacity,
            long withinOut,
            long pageOut,
            long control,
            long report) {
        try {
            return (int) GRAPH_NEIGHBORHOOD.invokeExact(
                    graph, numbers, offsets, bytes, count, direction, type, hops, out, capacity, withinOut, pageOut,
                    control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphApply(
            long graph,
            long batch,
            long length,
            long appliedOut,
            long errors,
            long errorsCapacity,
            long control,
            long report) {
        try {
            return (int)
                    GRAPH_APPLY.invokeExact(graph, batch, length, appliedOut, errors, errorsCapacity, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int transactionBegin(long graph, long transactionOut, long report) {
        try {
            return (int) TRANSACTION_BEGIN.invokeExact(graph, transactionOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int transactionApply(
            long transaction,
            long batch,
            long length,
            long appliedOut,
            long errors,
            long errorsCapacity,
            long control,
            long report) {
        try {
            return (int) TRANSACTION_APPLY.invokeExact(
                    transaction, batch, length, appliedOut, errors, errorsCapacity, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int transactionCommit(long transaction, long revisionOut, long report) {
        try {
            return (int) TRANSACTION_COMMIT.invokeExact(transaction, revisionOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int transactionRollback(long transaction, long report) {
        try {
            return (int) TRANSACTION_ROLLBACK.invokeExact(transaction, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int graphDrainReleased(long graph, long out, long capacity, long countOut, long report) {
        try {
            return (int) GRAPH_DRAIN_RELEASED.invokeExact(graph, out, capacity, countOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotOpen(long graph, long snapshotOut, long report) {
        try {
            return (int) SNAPSHOT_OPEN.invokeExact(graph, snapshotOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotClose(long snapshot, long report) {
        try {
            return (int) SNAPSHOT_CLOSE.invokeExact(snapshot, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotColumn(
            long snapshot, int subject, long key, long length, long out, long capacity, long countOut, long report) {
        try {
            return (int) SNAPSHOT_COLUMN.invokeExact(snapshot, subject, key, length, out, capacity, countOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotTexts(
            long snapshot, int subject, long key, long length, long out, long capacity, long countOut, long report) {
        try {
            return (int) SNAPSHOT_TEXTS.invokeExact(snapshot, subject, key, length, out, capacity, countOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotIds(long snapshot, long chunk, long out, long capacity, long countOut, long report) {
        try {
            return (int) SNAPSHOT_IDS.invokeExact(snapshot, chunk, out, capacity, countOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotIdsOf(long snapshot, long rows, long count, long out, long report) {
        try {
            return (int) SNAPSHOT_IDS_OF.invokeExact(snapshot, rows, count, out, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int snapshotCsr(long snapshot, int direction, int withEdges, long out, long control, long report) {
        try {
            return (int) SNAPSHOT_CSR.invokeExact(snapshot, direction, withEdges, out, control, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Calls back: never with a critical handle. */
    static int snapshotFilter(
            long snapshot, long predicate, long context, long bitmap, long capacity, long passedOut, long report) {
        try {
            return (int) SNAPSHOT_FILTER.invokeExact(snapshot, predicate, context, bitmap, capacity, passedOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int traceSwitch(int on, long report) {
        try {
            return (int) TRACE_SWITCH.invokeExact(on, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int traceRead(long out, long capacity, long lengthOut, long report) {
        try {
            return (int) TRACE_READ.invokeExact(out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int lastPanic(long out, long capacity, long lengthOut, long report) {
        try {
            return (int) LAST_PANIC.invokeExact(out, capacity, lengthOut, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** A downcall throws nothing of its own: only an error of the virtual machine, or a binding that was never compared. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("a native call could not be made", thrown);
    }
}
