package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.app.problem.ApiProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value for each parameter of an experiment, within its range. */
public record Arguments(Map<String, Long> values) {

    /** What is not given takes its default; what is unknown or out of range is refused by name. */
    public static Arguments of(List<Parameter> parameters, Map<String, ?> given) {
        given.keySet().forEach(name -> requireKnown(parameters, name));
        Map<String, Long> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Object value = given.get(parameter.name());
            values.put(parameter.name(), value == null ? parameter.byDefault() : inRange(parameter, value));
        }
        return new Arguments(java.util.Collections.unmodifiableMap(values));
    }

    public static Arguments defaults(Experiment experiment) {
        return of(experiment.description().parameters(), Map.of());
    }

    public int get(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return Math.toIntExact(value);
    }

    private static void requireKnown(List<Parameter> parameters, String name) {
        if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
            String known = parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
            throw ApiProblem.invalid(
                            known.isEmpty()
                                    ? "the experiment has no parameters"
                                    : "unknown parameter; the experiment has " + known,
                            name)
                    .at(pointer(name));
        }
    }

    private static long inRange(Parameter parameter, Object value) {
        boolean isWhole = value instanceof Integer || value instanceof Long;
        if (!isWhole
                || ((Number) value).longValue() < parameter.min()
                || ((Number) value).longValue() > parameter.max()) {
            throw ApiProblem.invalid(
                            "the parameter %s must be a whole number from %d to %d"
                                    .formatted(parameter.name(), parameter.min(), parameter.max()),
                            String.valueOf(value))
                    .at(pointer(parameter.name()));
        }
        return ((Number) value).longValue();
    }

    private static String pointer(String name) {
        return "/parameters/" + name.replace("~", "~0").replace("/", "~1");
    }
}
