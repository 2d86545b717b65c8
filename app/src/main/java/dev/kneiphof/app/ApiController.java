package dev.kneiphof.app;

import dev.kneiphof.app.graph.GraphService;
import dev.kneiphof.app.ingestion.IngestionMode;
import dev.kneiphof.app.json.JsonLimits;
import dev.kneiphof.app.web.BodyCap;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Query;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The entrance of the API: what this is, and how much it takes. */
@RestController
@RequestMapping("/api/v1")
class ApiController {

    private final GraphService graphs;
    private final String version;
    private final long batchRowsMax;

    ApiController(
            GraphService graphs,
            ObjectProvider<BuildProperties> build,
            @Value("${kneiphof.ingestion.strict-rows-max}") long batchRowsMax) {
        BuildProperties built = build.getIfAvailable();
        this.graphs = graphs;
        this.version = built == null ? "development" : String.valueOf(built.getVersion());
        this.batchRowsMax = batchRowsMax;
    }

    /** @param abi the version of the C interface between the two halves of the server */
    record Index(String name, String version, int abi, Limits limits, String graphs) {}

    /** What is refused beyond; lengths in bytes of UTF-8, texts in characters. */
    record Limits(
            int idBytes,
            int keyBytes,
            int labelBytes,
            int textCharacters,
            long valueBytes,
            int attributes,
            int nesting,
            long nodes,
            long edges,
            long quotaBytes,
            int graphs,
            long bodyBytes,
            long batchRows,
            int chunkRows,
            int pageRows,
            int filterCharacters) {}

    @GetMapping
    Index index() {
        return new Index("Kneiphof", version, Crossings.abiVersion(), limits(), "/api/v1/graphs");
    }

    @GetMapping("/limits")
    Limits limits() {
        GraphOptions options = graphs.options();
        return new Limits(
                options.idBytesMax(),
                options.keyBytesMax(),
                Ids.NAME_BYTES_MAX,
                JsonLimits.TEXT_MAX,
                options.valueBytesMax(),
                options.attributesMax(),
                Math.min(options.nestingMax(), JsonLimits.NESTING_MAX),
                options.nodesMax(),
                options.edgesMax(),
                options.quotaBytes(),
                graphs.graphsMax(),
                BodyCap.BYTES_MAX,
                batchRowsMax,
                IngestionMode.CHUNK_MAX,
                Query.LIMIT_MAX,
                JsonLimits.FILTER_TEXT_MAX);
    }
}
