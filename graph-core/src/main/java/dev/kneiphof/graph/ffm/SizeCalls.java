package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphShape;
import dev.kneiphof.graph.GraphShape.ColumnShape;
import dev.kneiphof.graph.MemoryEstimate;
import dev.kneiphof.graph.Shrunk;

/** The calls about how large a graph is going to be, and about giving back what it does not use. */
final class SizeCalls {

    private static final int DIRECTED = 1;
    private static final int LABELS = 2;
    private static final int TYPES = 4;

    private SizeCalls() {}

    static Shrunk shrink(long graph) {
        Session session = Session.enter();
        try {
            long began = session.begin(NativeFunction.GRAPH_SHRINK);
            int status =
                    KneiphofFunctions.graphShrink(graph, session.out(), RunControl.currentAddress(), session.report());
            session.end(NativeFunction.GRAPH_SHRINK, began, status, 0, 0, Layouts.Shrunk.BYTES);
            session.check(status);
            return new Shrunk(session.outLong(Layouts.Shrunk.BEFORE), session.outLong(Layouts.Shrunk.AFTER));
        } finally {
            session.exit();
        }
    }

    static MemoryEstimate estimate(GraphShape shape) {
        Session session = Session.enter();
        try {
            NativeBuffer in = session.request();
            encode(shape, in);
            long began = session.begin(NativeFunction.ESTIMATE_MEMORY);
            int status = KneiphofFunctions.estimateMemory(
                    in.address(),
                    in.address() + Layouts.Shape.BYTES,
                    shape.columns().size(),
                    session.out(),
                    session.report());
            session.end(NativeFunction.ESTIMATE_MEMORY, began, status, 0, in.size(), Layouts.Estimate.BYTES);
            session.check(status);
            return new MemoryEstimate(
                    session.outLong(Layouts.Estimate.LEAST),
                    session.outLong(Layouts.Estimate.LIKELY),
                    session.outLong(Layouts.Estimate.MOST));
        } finally {
            session.exit();
        }
    }

    private static void encode(GraphShape shape, NativeBuffer in) {
        in.clear();
        in.putInt((shape.directed() ? DIRECTED : 0) | (shape.labelled() ? LABELS : 0) | (shape.typed() ? TYPES : 0));
        in.putInt(0);
        in.putLong(shape.nodes());
        in.putLong(shape.nodeIdBytes());
        in.putLong(shape.edges());
        in.putLong(shape.edgeIds());
        in.putLong(shape.edgeIdBytes());
        for (ColumnShape column : shape.columns()) {
            in.putInt(column.subject() == GraphShape.Subject.EDGE ? 1 : 0);
            in.putInt(tag(column.type()));
            in.putLong(column.values());
            in.putLong(column.distinct());
            in.putLong(column.bytes());
        }
    }

    private static int tag(GraphShape.Type type) {
        return switch (type) {
            case BOOLEAN -> Tags.BOOLEAN;
            case INTEGER -> Tags.INTEGER;
            case FLOAT -> Tags.FLOAT;
            case TEXT -> Tags.TEXT;
            case BYTES -> Tags.BYTES;
            case INSTANT -> Tags.INSTANT;
            case LIST -> Tags.LIST;
            case MAP -> Tags.MAP;
            case OPAQUE -> Tags.OPAQUE;
        };
    }
}
