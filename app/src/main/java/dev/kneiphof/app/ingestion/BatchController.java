package dev.kneiphof.app.ingestion;

import dev.kneiphof.graph.CrossingScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Batches in three spellings. The body is read as a stream and cut into chunks of N rows, one crossing a chunk. */
@RestController
@RequestMapping("/api/v1/graphs/{graph}/batch")
class BatchController {

    private static final String CSV = "text/csv";

    private final BatchHandler handler;
    private final JsonMapper mapper;
    private final int lineBytesMax;

    BatchController(BatchHandler handler, JsonMapper mapper, IngestionProperties properties) {
        this.handler = handler;
        this.mapper = mapper;
        this.lineBytesMax = Math.toIntExact(properties.lineMax().toBytes());
    }

    @PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<BatchResponse> ndjson(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String chunk,
            @RequestParam(required = false) @Nullable String onError,
            HttpServletRequest request,
            CrossingScope scope)
            throws IOException {
        var call = new BatchHandler.Call(graph, chunk, onError, request, scope);
        return handler.answer(call, body -> new NdjsonRows(body, mapper, lineBytesMax));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BatchResponse> json(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String chunk,
            @RequestParam(required = false) @Nullable String onError,
            HttpServletRequest request,
            CrossingScope scope)
            throws IOException {
        var call = new BatchHandler.Call(graph, chunk, onError, request, scope);
        return handler.answer(call, body -> new JsonRows(body, mapper));
    }

    @PostMapping(consumes = CSV)
    ResponseEntity<BatchResponse> csv(
            @PathVariable String graph,
            @RequestParam(required = false) @Nullable String chunk,
            @RequestParam(required = false) @Nullable String onError,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String op,
            @RequestParam(required = false) @Nullable String labels,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String types,
            @RequestParam(required = false) @Nullable String columns,
            HttpServletRequest request,
            CrossingScope scope)
            throws IOException {
        var call = new BatchHandler.Call(graph, chunk, onError, request, scope);
        CsvOptions options = new CsvParameters(kind, op, labels, type, types, columns).options();
        return handler.answer(call, body -> new CsvRows(body, options));
    }
}
