package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Exhibits;

/** Where scratch memory for a call comes from. */
final class Arenas implements Experiment {

    @Override
    public Description description() {
        return Description.of(
                        "arenas",
                        "Arenas and sessions",
                        "What does native memory for one call cost, by who owns it?",
                        "call")
                .with(Parameter.log("bytes", "Memory for a call", "bytes", 8, 4_096, 64))
                .view("session", "The thread's session: the same memory again")
                .view("confined", "A confined arena for each call")
                .view("auto", "An arena for each call that the garbage collector ends")
                .view("shared", "A shared arena for each call: its close waits for every thread")
                .java("java", "new byte[] for each call");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        int bytes = arguments.get("bytes");
        return new Bench(description())
                .mode("session", 1, Exhibits::sessions)
                .mode("confined", 1, times -> Exhibits.confinedArenas(times, bytes))
                .mode("auto", 1, times -> Exhibits.automaticArenas(times, bytes))
                .mode("shared", 1, times -> Exhibits.sharedArenas(times, bytes))
                .mode("java", 1, times -> heap(bytes, times));
    }

    private static long heap(int bytes, long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            byte[] memory = new byte[bytes];
            // Written where the compiler cannot know: it would leave the array out.
            memory[(int) (i % bytes)] = 1;
            sum += memory[(int) ((i * 31) % bytes)];
        }
        return sum;
    }
}
