package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.StatusCode;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that write nodes, or edges, as rows of registered schemas. */
final class SchemaCalls {

    private final GraphState graph;
    private final Subject subject;
    private final ConcurrentHashMap<Schema, RegisteredSchema> schemas = new ConcurrentHashMap<>();
    private final NodeNumbers numbers = new NodeNumbers();
    private volatile @Nullable RegisteredSchema last;

    SchemaCalls(GraphState graph, Subject subject) {
        this.graph = graph;
        this.subject = subject;
    }

    /** Adds, upserts or merges; answers whether the node or edge was created. Version 0 expects none. */
    boolean write(Operation operation, SchemaRow row, long version) {
        Session session = Session.enter();
        try {
            RegisteredSchema schema = registered(session, row.require(subject).schema());
            String node = subject == Subject.NODE ? row.id() : null;
            long number;
            int status;
            do {
                number = numbers.of(operation, node);
                status = put(session, operation, schema, row, number, version);
            } while (!isStaleEnd(session, status, row) && isOutdated(session, status, schema, node, number));
            if (status != 0) {
                graph.check(session, status, row.endsByNumber() ? row.id() : row.effectiveId());
            }
            return graph.created(session);
        } finally {
            session.exit();
        }
    }

    /** Whether a number that the caller gave for an end names no node any more: no other row would tell the same. */
    private static boolean isStaleEnd(Session session, int status, SchemaRow row) {
        if (status != StatusCode.STALE_HANDLE.code() || !row.endsByNumber()) {
            return false;
        }
        // The graph looks at the ends before it looks at codes, and no code is as large as the number of a node.
        long stale = session.reportNumber();
        return stale == row.sourceNumber() || stale == row.targetNumber();
    }

    private int put(
            Session session, Operation operation, RegisteredSchema schema, SchemaRow row, long number, long version) {
        long length = subject == Subject.NODE
                ? SchemaRowEncoder.node(session, graph.symbols(), graph.options(), schema, row, number)
                : SchemaRowEncoder.edge(session, graph.symbols(), graph.options(), schema, row);
        SchemaRowEncoder.expect(session.request(), version);
        return put(session, operation, length);
    }

    /** By which a row may name its node, 0 for none. */
    long numberOf(Operation operation, @Nullable String node) {
        return numbers.of(operation, node);
    }

    /**
     * Whether a row has to go once more, because what it took for known is out of date, which then is forgotten. Of one that was
     * written it keeps the node's number.
     */
    boolean isOutdated(Session session, int status, RegisteredSchema schema, @Nullable String node, long number) {
        if (status == StatusCode.STALE_HANDLE.code()) {
            forget(session, schema, node, number);
            return true;
        }
        if (status == 0 && node != null && number == 0 && session.outInt(GraphState.CREATED) == 0) {
            numbers.changed(node, session.outLong(0));
        }
        return false;
    }

    private void forget(Session session, RegisteredSchema schema, @Nullable String node, long number) {
        if (node != null && number != 0 && number == session.reportNumber()) {
            numbers.forget(node);
        } else {
            schema.forgetCodes();
        }
    }

    /** Sends the row in the session's request; answers the status. */
    @SuppressWarnings("EnumOrdinal") // the position is the number that crosses
    int put(Session session, Operation operation, long length) {
        long out = session.out();
        long began = session.begin(NativeFunction.GRAPH_PUT_ROW);
        int status = KneiphofFunctions.graphPutRow(
                graph.number(),
                operation.ordinal(),
                session.request().address(),
                length,
                out,
                out + GraphState.CREATED,
                session.report());
        session.end(NativeFunction.GRAPH_PUT_ROW, began, status, 1, length, 12);
        return status;
    }

    /** Whether the graph was told this schema. */
    boolean knows(Schema schema) {
        return schemas.containsKey(schema);
    }

    @SuppressWarnings("ReferenceEquality") // the quick answer, before the right one
    RegisteredSchema registered(Session session, Schema schema) {
        RegisteredSchema known = last;
        if (known != null && known.schema() == schema) {
            return known;
        }
        known = schemas.get(schema);
        if (known == null) {
            known = RegisteredSchema.of(graph, session, subject, schema);
            schemas.put(schema, known);
        }
        last = known;
        return known;
    }
}
