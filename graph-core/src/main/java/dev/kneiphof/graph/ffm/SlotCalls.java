package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Operation;

/** The calls that write one node, or one edge, as a row of slots: {@link SchemaCalls} write rows of words. */
final class SlotCalls {

    private final GraphState graph;
    private final Subject subject;

    SlotCalls(GraphState graph, Subject subject) {
        this.graph = graph;
        this.subject = subject;
    }

    /** Sends the row in the session's request; answers the status. */
    int put(Session session, Operation operation, long length) {
        NativeFunction function = functionOf(operation);
        long began = session.begin(function);
        int status = call(function, session, length);
        session.end(function, began, status, 1, length, 12);
        return status;
    }

    private NativeFunction functionOf(Operation operation) {
        boolean isNode = subject == Subject.NODE;
        return switch (operation) {
            case ADD -> isNode ? NativeFunction.GRAPH_ADD_NODE : NativeFunction.GRAPH_ADD_EDGE;
            case UPSERT -> isNode ? NativeFunction.GRAPH_UPSERT_NODE : NativeFunction.GRAPH_UPSERT_EDGE;
            case MERGE -> isNode ? NativeFunction.GRAPH_MERGE_NODE : NativeFunction.GRAPH_MERGE_EDGE;
            case REMOVE -> throw new IllegalArgumentException(operation + " writes no row");
        };
    }

    private int call(NativeFunction function, Session session, long length) {
        long number = graph.number();
        long row = session.request().address();
        long out = session.out();
        long created = out + GraphState.CREATED;
        long report = session.report();
        return switch (function) {
            case GRAPH_ADD_NODE -> KneiphofFunctions.graphAddNode(number, row, length, out, created, report);
            case GRAPH_UPSERT_NODE -> KneiphofFunctions.graphUpsertNode(number, row, length, out, created, report);
            case GRAPH_MERGE_NODE -> KneiphofFunctions.graphMergeNode(number, row, length, out, created, report);
            case GRAPH_ADD_EDGE -> KneiphofFunctions.graphAddEdge(number, row, length, out, created, report);
            case GRAPH_UPSERT_EDGE -> KneiphofFunctions.graphUpsertEdge(number, row, length, out, created, report);
            case GRAPH_MERGE_EDGE -> KneiphofFunctions.graphMergeEdge(number, row, length, out, created, report);
            default -> throw new IllegalArgumentException(function + " writes no row");
        };
    }
}
