package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.lab.measure.Mode;
import dev.kneiphof.app.lab.measure.Mode.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an experiment is about.
 *
 * @param id in addresses, {@code empty-call}
 * @param question that the result answers
 * @param operation what the nanoseconds of the result are for: a call, a row
 * @param modes the first is the baseline; one that cannot be had here is left out of the result, with a note
 */
public record Description(
        String id, String title, String question, String operation, List<Parameter> parameters, List<Mode> modes) {

    public Description {
        parameters = List.copyOf(parameters);
        modes = List.copyOf(modes);
    }

    static Description of(String id, String title, String question, String operation) {
        return new Description(id, title, question, operation, List.of(), List.of());
    }

    Description with(Parameter parameter) {
        return new Description(id, title, question, operation, plus(parameters, parameter), modes);
    }

    Description crossing(String mode, String modeTitle, String... functions) {
        return with(new Mode(mode, modeTitle, Kind.CROSSING, List.of(functions)));
    }

    Description view(String mode, String modeTitle, String... functions) {
        return with(new Mode(mode, modeTitle, Kind.VIEW, List.of(functions)));
    }

    Description rust(String mode, String modeTitle, String... functions) {
        return with(new Mode(mode, modeTitle, Kind.RUST, List.of(functions)));
    }

    Description java(String mode, String modeTitle) {
        return with(new Mode(mode, modeTitle, Kind.JAVA, List.of()));
    }

    /** The mode of this id, of which there must be one. */
    Mode mode(String mode) {
        return modes.stream()
                .filter(one -> one.id().equals(mode))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no mode " + mode));
    }

    private Description with(Mode mode) {
        return new Description(id, title, question, operation, parameters, plus(modes, mode));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }
}
