package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.lab.measure.Contender;
import dev.kneiphof.app.lab.measure.Workload;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An experiment ready to be run: its modes, and whatever is open for them and closed with it. */
public final class Bench implements AutoCloseable {

    private static final long QUOTA_BYTES = 512L << 20;

    private final Description description;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Bench(Description description) {
        this.description = description;
    }

    /** In the order in which they were added. */
    public List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    /** What to know about the result: modes left out, and why. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Opens an empty graph for the life of the bench. */
    Graph graph() {
        return keep(newGraph());
    }

    /** An empty graph for one block; whoever opens it closes it. */
    static Graph newGraph() {
        return Graph.open(GraphOptions.defaults().withQuotaBytes(QUOTA_BYTES));
    }

    /** Closes it with the bench, the last first. */
    <T extends AutoCloseable> T keep(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Takes a mode of the description part, with its work. */
    Bench mode(String id, long operations, Workload workload) {
        contenders.add(new Contender(description.mode(id), operations, workload));
        return this;
    }

    Bench note(String note) {
        notes.add(note);
        return this;
    }

    /** Closes everything, also when closing one thing fails. */
    @Override
    public void close() {
        var failure = new IllegalStateException("something of " + description.id() + " could not be closed");
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                failure.addSuppressed(failed);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
