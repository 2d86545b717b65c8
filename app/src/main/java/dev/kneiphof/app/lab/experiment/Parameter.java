package dev.kneiphof.app.lab.experiment;

/**
 * A whole number that an experiment can be run with.
 *
 * @param unit of the number, for people
 * @param scale how a slider should move: linear or log
 */
public record Parameter(String name, String title, String unit, long min, long max, long byDefault, String scale) {

    public Parameter {
        if (min > byDefault || byDefault > max) {
            throw new IllegalArgumentException(name + ": " + byDefault + " is not from " + min + " to " + max);
        }
    }

    static Parameter linear(String name, String title, String unit, long min, long max, long byDefault) {
        return new Parameter(name, title, unit, min, max, byDefault, "linear");
    }

    static Parameter log(String name, String title, String unit, long min, long max, long byDefault) {
        return new Parameter(name, title, unit, min, max, byDefault, "log");
    }
}
