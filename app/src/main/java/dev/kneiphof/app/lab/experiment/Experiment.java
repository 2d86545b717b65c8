package dev.kneiphof.app.lab.experiment;

/** Something to try: a question, its parameters, and the modes that answer it. */
public interface Experiment {

    Description description();

    /** Makes graphs and data for these arguments. What it opens is closed with the answer. */
    Bench prepare(Arguments arguments) throws Exception;
}
