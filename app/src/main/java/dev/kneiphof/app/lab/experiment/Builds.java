package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Exhibits;

/** One source of Rust, with and without the optimiser. */
final class Builds implements Experiment {

    private static final String ADD_UP = "kneiphof_add_up";

    @Override
    public Description description() {
        return Description.of(
                        "builds",
                        "Release and debug",
                        "What does native code cost that was built without the optimiser?",
                        "addition")
                .rust("release", "Rust with the optimiser", ADD_UP)
                .rust("debug", "The same source without it", ADD_UP)
                .java("java", "Plain Java, not inlined");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        return new Bench(description())
                .mode("release", 1, Exhibits::addInOptimisedRust)
                .mode("debug", 1, Exhibits::addInUnoptimisedRust)
                .mode("java", 1, JavaCalls::add);
    }
}
