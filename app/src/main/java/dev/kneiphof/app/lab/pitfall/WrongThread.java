package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Graph;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What belongs to one thread, used by another. */
final class WrongThread implements Pitfall {

    @Override
    public Description description() {
        return new Description(
                "wrong-thread",
                "The wrong thread",
                "Counts and scratch memory belong to one thread, which is why they cost nothing to use: for another one they mean nothing.",
                new Way("Ask for the bill of a scope on another thread"),
                new Way("A scope for each thread, and one graph for all of them"),
                new Guard(
                        Kind.EXCEPTION,
                        "Whatever belongs to a thread says so; a graph belongs to none and may be used by all"),
                "threads");
    }

    @Override
    public Outcome wrong() throws Exception {
        try (Graph graph = People.graph(10);
                CrossingScope scope = Crossings.scope()) {
            var _ = graph.hasNode("person-1");
            return onAnotherThread(() -> ask(scope));
        }
    }

    private static Outcome ask(CrossingScope scope) {
        try {
            long calls = scope.bill().calls();
            return Outcome.of("The other thread got an answer.", 1).with("calls", calls);
        } catch (WrongThreadException refused) {
            return Outcome.of("The other thread got an exception instead of wrong numbers.", 1)
                    .caught(refused);
        }
    }

    @Override
    public Outcome right() throws Exception {
        try (Graph graph = People.graph(10)) {
            long calls = onAnotherThread(() -> billed(graph));
            return Outcome.of("Both threads read the same graph, each with its own bill.", 2)
                    .with("calls of this thread", billed(graph))
                    .with("calls of the other thread", calls);
        }
    }

    private static long billed(Graph graph) {
        try (CrossingScope scope = Crossings.scope()) {
            var _ = graph.hasNode("person-1");
            return scope.bill().calls();
        }
    }

    private static <T> T onAnotherThread(Callable<T> work) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().name("lab-pitfall").start(task).join();
        return task.get();
    }
}
