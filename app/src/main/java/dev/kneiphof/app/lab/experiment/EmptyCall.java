package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Exhibits;

/** The smallest crossing there is: native code adds two numbers. */
final class EmptyCall implements Experiment {

    private static final String ADD = "kneiphof_add";

    @Override
    public Description description() {
        return Description.of(
                        "empty-call",
                        "The empty call",
                        "What does one crossing cost when nothing is done on the far bank?",
                        "call")
                .java("java", "Plain Java, not inlined")
                .rust("rust", "Pure Rust, not inlined: the loop is on the other side", "kneiphof_add_up")
                .crossing("critical", "FFM, critical call", ADD)
                .crossing("plain", "FFM, plain call", ADD)
                .crossing("jni", "JNI", ADD)
                .crossing("counted", "FFM, plain call, counted and sampled as the product does", ADD)
                .crossing("timed", "FFM, plain call, each one timed", ADD);
    }

    @Override
    public Bench prepare(Arguments arguments) {
        return new Bench(description())
                .mode("java", 1, JavaCalls::add)
                .mode("rust", 1, Exhibits::addInRust)
                .mode("critical", 1, Exhibits::addCritical)
                .mode("plain", 1, Exhibits::addPlain)
                .mode("jni", 1, Exhibits::addByJni)
                .mode("counted", 1, Metering::counted)
                .mode("timed", 1, Exhibits::addTimed);
    }
}
