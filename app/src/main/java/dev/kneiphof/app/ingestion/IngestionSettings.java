package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.graph.NamedGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The mode in force: what the request asks for, else what its graph is set to, else what the server is set to. */
@Component
public final class IngestionSettings {

    private static final Logger LOG = LoggerFactory.getLogger(IngestionSettings.class);

    private volatile IngestionMode server;

    IngestionSettings(IngestionProperties properties) {
        this.server = new IngestionMode(properties.chunk());
    }

    public IngestionMode server() {
        return server;
    }

    /** Changes the default of every graph that has no setting of its own, from the next request on. */
    public void changeServer(IngestionMode mode) {
        if (!mode.equals(server)) {
            LOG.info("Ingestion of the server: {} rows a crossing instead of {}", mode.chunk(), server.chunk());
            server = mode;
        }
    }

    /** The setting of the graph alone, or null where it follows the server. */
    public @Nullable IngestionMode own(NamedGraph graph) {
        Integer chunk = graph.settings().chunk();
        return chunk == null ? null : new IngestionMode(chunk);
    }

    /** Changes the setting of one graph; null lets it follow the server again. */
    public void changeGraph(NamedGraph graph, @Nullable IngestionMode mode) {
        Integer chunk = mode == null ? null : Integer.valueOf(mode.chunk());
        graph.change(settings -> settings.withChunk(chunk));
        LOG.info(
                "Ingestion of graph {}: {}",
                graph.name(),
                chunk == null ? "as the server's" : chunk + " rows a crossing");
    }

    /** The mode of a request that asks for this chunk size, or for none. */
    public IngestionMode effective(NamedGraph graph, @Nullable IngestionMode asked) {
        if (asked != null) {
            return asked;
        }
        IngestionMode own = own(graph);
        return own == null ? server : own;
    }
}
