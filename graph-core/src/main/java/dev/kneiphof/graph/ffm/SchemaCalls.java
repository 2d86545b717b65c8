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

    private static final long CREATED = 8;

    private final GraphState graph;
    private final Subject subject;
    private final ConcurrentHashMap<Schema, RegisteredSchema> schemas = new ConcurrentHashMap<>();
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
            int status = put(session, operation, schema, row, version);
            while (status == StatusCode.STALE_HANDLE.code()) {
                schema.forgetCodes();
                status = put(session, operation, schema, row, version);
            }
            if (status != 0) {
                graph.check(session, status, row.effectiveId());
            }
            boolean created = session.outInt(CREATED) != 0;
            if (!created) {
                graph.drain(session);
            }
            return created;
        } finally {
            session.exit();
        }
    }

    private int put(Session session, Operation operation, RegisteredSchema schema, SchemaRow row, long version) {
        long length = subject == Subject.NODE
                ? SchemaRowEncoder.node(session, graph.symbols(), graph.options(), schema, row)
                : SchemaRowEncoder.edge(session, graph.symbols(), graph.options(), schema, row);
        SchemaRowEncoder.expect(session.request(), version);
        return put(session, operation, length);
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
                out + CREATED,
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
