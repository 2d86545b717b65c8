package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.graph.NamedGraph;
import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What the three spellings of a batch have in common: the mode, the handling of errors, and the answer to a repetition. */
@Component
final class BatchHandler {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final String PREFER = "Prefer";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final GraphService graphs;
    private final IngestionSettings settings;
    private final IngestionProperties properties;
    private final Ingestion ingestion;
    private final IdempotencyKeys keys;

    BatchHandler(
            GraphService graphs,
            IngestionSettings settings,
            IngestionProperties properties,
            Ingestion ingestion,
            IdempotencyKeys keys) {
        this.graphs = graphs;
        this.settings = settings;
        this.properties = properties;
        this.ingestion = ingestion;
        this.keys = keys;
    }

    /** A request for a batch, whatever its spelling. */
    record Call(
            String graph,
            @Nullable String chunk,
            @Nullable String onError,
            HttpServletRequest request,
            CrossingScope scope) {}

    ResponseEntity<BatchResponse> answer(Call call, Function<InputStream, RowSource> reader) throws IOException {
        NamedGraph graph = graphs.get(call.graph());
        IngestionMode mode = settings.effective(graph, IngestionMode.ofParameter(call.chunk()));
        String prefer = call.request().getHeader(PREFER);
        Handling handling = Handling.of(call.onError(), prefer);
        BatchRequest batch = BatchRequest.of(call.request(), handling);
        var response = ResponseEntity.ok();
        if (handling.isPreferred(prefer)) {
            response.header(PREFERENCE_APPLIED, handling.preference());
        }
        String key = call.request().getHeader(IDEMPOTENCY_KEY);
        if (key == null) {
            return response.body(ingest(graph, mode, handling, reader.apply(batch.body()), call.scope()));
        }
        try (IdempotencyKeys.Claim claim = keys.claim(key)) {
            BatchResponse known = claim.answer();
            if (known != null) {
                claim.requireSame(batch.digest());
                return response.header(REPLAYED, "true").body(known);
            }
            BatchResponse given = ingest(graph, mode, handling, reader.apply(batch.body()), call.scope());
            claim.answered(batch.digest(), given);
            return response.body(given);
        }
    }

    private BatchResponse ingest(
            NamedGraph graph, IngestionMode mode, Handling handling, RowSource source, CrossingScope scope)
            throws IOException {
        IngestionReport report = switch (handling) {
            case STRICT -> ingestion.strict(graph.graph(), mode, strictRows(source));
            case LENIENT -> ingestion.lenient(graph.graph(), mode, source);
        };
        var types = source instanceof CsvRows csv ? csv.types() : null;
        return BatchResponse.of(report, types, CrossingsJson.of(scope));
    }

    private List<Row> strictRows(RowSource source) throws IOException {
        var rows = new StrictRows(properties.strictRowsMax());
        source.readInto(rows);
        return rows.require();
    }
}
