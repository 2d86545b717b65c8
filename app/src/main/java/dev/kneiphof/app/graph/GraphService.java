package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.StatusCode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The graphs of this server by name. Creating and removing are serialised; finding one never waits for either. Closing the
 * service closes every graph.
 */
public final class GraphService implements AutoCloseable {

    /** What a graph may be called. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-_]{0,62}");

    private final GraphOptions options;
    private final int graphsMax;
    private final Function<GraphOptions, Graph> opener;
    private volatile Map<String, NamedGraph> graphs = Map.of();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long incarnations;

    GraphService(GraphOptions options, int graphsMax, Function<GraphOptions, Graph> opener) {
        this.options = options;
        this.graphsMax = graphsMax;
        this.opener = opener;
    }

    /** The options of graphs made here; the direction is chosen for each. */
    public GraphOptions options() {
        return options;
    }

    /** How many graphs there may be at once. */
    public int graphsMax() {
        return graphsMax;
    }

    /** All graphs, in the order in which they were created. */
    public Collection<NamedGraph> list() {
        return graphs.values();
    }

    /** Runs the listener after each graph that comes or goes. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The graph, or GRAPH_NOT_FOUND. Does not cross. */
    public NamedGraph get(String name) {
        NamedGraph found = find(name);
        if (found == null) {
            throw ApiProblem.of(Failure.of(StatusCode.GRAPH_NOT_FOUND).value(name));
        }
        return found;
    }

    /** The graph, or null where there is none. Does not cross. */
    public @Nullable NamedGraph find(String name) {
        return graphs.get(name);
    }

    /** Opens an empty graph under a free name. Crosses once. */
    public synchronized NamedGraph create(String name, boolean directed) {
        if (!NAME.matcher(name).matches()) {
            throw ApiProblem.invalid(
                    "the name of a graph is 1 to 63 characters of a-z 0-9 - _ and begins with a letter or digit", name);
        }
        if (graphs.containsKey(name)) {
            throw ApiProblem.of(Failure.of(StatusCode.GRAPH_ALREADY_EXISTS).value(name));
        }
        if (graphs.size() >= graphsMax) {
            throw ApiProblem.limit("the number of graphs", graphs.size() + 1L, graphsMax);
        }
        var created = new NamedGraph(name, ++incarnations, opener.apply(options.withDirected(directed)));
        var changed = new LinkedHashMap<>(graphs);
        changed.put(name, created);
        graphs = Collections.unmodifiableMap(changed);
        listeners.forEach(Runnable::run);
        return created;
    }

    /** Closes the graph and forgets it. Waits for calls in progress. Crosses once. */
    public void remove(String name) {
        forget(name).graph().close();
    }

    /** Closes every graph. */
    @Override
    public void close() {
        List.copyOf(graphs.keySet()).forEach(this::remove);
    }

    private synchronized NamedGraph forget(String name) {
        NamedGraph found = get(name);
        var changed = new LinkedHashMap<>(graphs);
        changed.remove(name);
        graphs = Collections.unmodifiableMap(changed);
        listeners.forEach(Runnable::run);
        return found;
    }
}
