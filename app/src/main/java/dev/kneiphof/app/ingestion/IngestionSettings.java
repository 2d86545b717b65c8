package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.graph.NamedGraph;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The mode in force: what the request asks for, else what its graph is set to, else what the server is set to. */
@Component
public final class IngestionSettings {

    private static final Logger LOG = LoggerFactory.getLogger(IngestionSettings.class);

    private final ModeChanges changes = new ModeChanges();
    private volatile IngestionMode server;

    IngestionSettings(IngestionProperties properties) {
        this.server = new IngestionMode(properties.chunk());
    }

    public IngestionMode server() {
        return server;
    }

    /** The latest changes of what was in force, the oldest first. */
    public List<ModeChange> changes() {
        return changes.list();
    }

    /** Changes the default of every graph that has no setting of its own, from the next request on. */
    public synchronized void changeServer(IngestionMode mode, String by) {
        int before = server.chunk();
        server = mode;
        record(null, before, mode.chunk(), by);
    }

    /** The setting of the graph alone, or null where it follows the server. */
    public @Nullable IngestionMode own(NamedGraph graph) {
        Integer chunk = graph.settings().chunk();
        return chunk == null ? null : new IngestionMode(chunk);
    }

    /** Changes the setting of one graph; null lets it follow the server again. */
    public synchronized void changeGraph(NamedGraph graph, @Nullable IngestionMode mode, String by) {
        int before = effective(graph, null).chunk();
        Integer chunk = mode == null ? null : Integer.valueOf(mode.chunk());
        graph.change(settings -> settings.withChunk(chunk));
        record(graph.name(), before, effective(graph, null).chunk(), by);
    }

    private void record(@Nullable String graph, int before, int now, String by) {
        if (before == now) {
            return;
        }
        changes.add(new ModeChange(Instant.now(), graph, before, now, by));
        LOG.info(
                "Ingestion of {}: {} rows a crossing instead of {}, asked for by {}",
                graph == null ? "the server" : "graph " + graph,
                now,
                before,
                by);
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
