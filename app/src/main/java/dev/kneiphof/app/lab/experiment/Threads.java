package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Many threads read one graph: with the engine's own locking, with a Java lock around it, and a Java map. */
final class Threads implements Experiment {

    private static final int NODES = 1_024;
    private static final String FIND = "kneiphof_graph_get_node";

    @Override
    public Description description() {
        return Description.of("threads", "Threads contending", "Do readers hold each other up?", "read")
                .with(Parameter.linear("threads", "Threads", "threads", 1, 16, 2))
                .crossing("one", "One thread reads", FIND)
                .crossing("many", "All threads read the same graph", FIND)
                .crossing("java-lock", "The same with a Java read-write lock around each call", FIND)
                .java("java", "All threads read a ConcurrentHashMap");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        int workers = arguments.get("threads");
        List<Node> nodes = Rows.nodes(NODES);
        List<String> ids = nodes.stream().map(Node::id).toList();
        Graph graph = bench.graph();
        Rows.fill(graph, nodes);
        Map<String, Node> map = new ConcurrentHashMap<>();
        nodes.forEach(node -> map.put(node.id(), node));
        var lock = new ReentrantReadWriteLock();
        ExecutorService threads = bench.keep(Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("lab-reader-", 0).factory()));
        return bench.mode("one", NODES, new Crew(threads, 1, times -> read(graph, ids, times)))
                .mode("many", (long) NODES * workers, new Crew(threads, workers, times -> read(graph, ids, times)))
                .mode(
                        "java-lock",
                        (long) NODES * workers,
                        new Crew(threads, workers, times -> readLocked(graph, lock, ids, times)))
                .mode("java", (long) NODES * workers, new Crew(threads, workers, times -> readMap(map, ids, times)))
                .note(
                        "With as many threads as processors and nobody in the way, a read takes one thread's time divided by "
                                + "their number");
    }

    private static long read(Graph graph, List<String> ids, long times) {
        long versions = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                versions += graph.getNode(id).version();
            }
        }
        return versions;
    }

    private static long readLocked(Graph graph, ReentrantReadWriteLock lock, List<String> ids, long times) {
        long versions = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                lock.readLock().lock();
                try {
                    versions += graph.getNode(id).version();
                } finally {
                    lock.readLock().unlock();
                }
            }
        }
        return versions;
    }

    private static long readMap(Map<String, Node> map, List<String> ids, long times) {
        long attributes = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                Node node = map.get(id);
                attributes += node == null ? 0 : node.attributes().size();
            }
        }
        return attributes;
    }
}
