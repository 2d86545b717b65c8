package dev.kneiphof.app.lab.trace;

import dev.kneiphof.graph.TracedCrossing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The crossings that were kept of a trace, added up by section and by function. */
public record TraceSummary(List<SectionSum> sections, List<FunctionSum> functions) {

    /** A part of the trace; {@code crossingMicros} of its {@code micros} passed in crossings. */
    public record SectionSum(
            String name,
            String title,
            long calls,
            long rows,
            long bytesIn,
            long bytesOut,
            double beginMicros,
            double micros,
            double crossingMicros) {}

    /** One native function. */
    public record FunctionSum(
            String name, long calls, long rows, long bytesIn, long bytesOut, long errors, double micros) {}

    public static TraceSummary of(Traced traced) {
        return new TraceSummary(
                traced.sections().stream()
                        .map(section -> section(section, traced.crossings()))
                        .toList(),
                functions(traced.crossings()));
    }

    private static SectionSum section(Section section, List<TracedCrossing> crossings) {
        var sum = new Sum();
        crossings.stream().filter(section::holds).forEach(sum::add);
        return new SectionSum(
                section.name(),
                section.title(),
                sum.calls,
                sum.rows,
                sum.bytesIn,
                sum.bytesOut,
                micros(section.beganNanos()),
                micros(section.endedNanos() - section.beganNanos()),
                micros(sum.nanos));
    }

    private static List<FunctionSum> functions(List<TracedCrossing> crossings) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        crossings.forEach(crossing ->
                sums.computeIfAbsent(crossing.function(), function -> new Sum()).add(crossing));
        return sums.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .toList();
    }

    static double micros(long nanos) {
        return nanos / 1_000.0;
    }

    private static final class Sum {

        private long calls;
        private long rows;
        private long bytesIn;
        private long bytesOut;
        private long errors;
        private long nanos;

        void add(TracedCrossing crossing) {
            calls++;
            rows += crossing.rows();
            bytesIn += crossing.bytesIn();
            bytesOut += crossing.bytesOut();
            errors += crossing.status() == 0 ? 0 : 1;
            nanos += crossing.nanos();
        }

        FunctionSum of(String function) {
            return new FunctionSum(function, calls, rows, bytesIn, bytesOut, errors, micros(nanos));
        }
    }
}
