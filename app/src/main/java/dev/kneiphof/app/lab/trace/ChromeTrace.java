package dev.kneiphof.app.lab.trace;

import static dev.kneiphof.app.lab.trace.TraceSummary.micros;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.graph.TracedCrossing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trace in the format that Perfetto and {@code chrome://tracing} open: events of the phase X (complete) with times in
 * microseconds since the trace began, and of the phase M (metadata) for the names of process and threads.
 */
public record ChromeTrace(String displayTimeUnit, About otherData, List<Event> traceEvents) {

    private static final String NO_SECTION = "crossing";

    /** What the format has no place for. */
    public record About(Instant started, long crossings, long kept, long dropped) {}

    /** One event; metadata has neither category nor times. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            String ph,
            String name,
            @Nullable String cat,
            @Nullable Double ts,
            @Nullable Double dur,
            long pid,
            @Nullable Long tid,
            Map<String, Object> args) {}

    public static ChromeTrace of(Traced traced, long process) {
        List<TracedCrossing> crossings = traced.crossings();
        Stream<Event> names = Stream.concat(
                Stream.of(named("process_name", "kneiphof", process, null)),
                threads(crossings).entrySet().stream()
                        .map(thread -> named("thread_name", thread.getValue(), process, thread.getKey())));
        Stream<Event> sections = traced.sections().stream().map(section -> section(section, crossings, process));
        Stream<Event> calls =
                crossings.stream().map(crossing -> crossing(crossing, category(crossing, traced), process));
        return new ChromeTrace(
                "ns",
                new About(traced.began(), traced.seen(), crossings.size(), traced.dropped()),
                Stream.of(names, sections, calls)
                        .flatMap(events -> events)
                        .sorted((one, other) -> Double.compare(begin(one), begin(other)))
                        .toList());
    }

    private static double begin(Event event) {
        return event.ts() == null ? -1 : event.ts();
    }

    private static Map<Long, String> threads(List<TracedCrossing> crossings) {
        Map<Long, String> names = new LinkedHashMap<>();
        crossings.forEach(crossing -> names.put(crossing.threadId(), crossing.threadName()));
        return names;
    }

    private static String category(TracedCrossing crossing, Traced traced) {
        return traced.sections().stream()
                .filter(section -> section.holds(crossing))
                .map(Section::name)
                .findFirst()
                .orElse(NO_SECTION);
    }

    private static Event named(String what, String name, long process, @Nullable Long thread) {
        return new Event("M", what, null, null, null, process, thread, Map.of("name", name));
    }

    private static Event section(Section section, List<TracedCrossing> crossings, long process) {
        List<TracedCrossing> held = crossings.stream().filter(section::holds).toList();
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("section", section.name());
        args.put("calls", held.size());
        args.put("rows", held.stream().mapToLong(TracedCrossing::rows).sum());
        return new Event(
                "X",
                section.title(),
                "section",
                micros(section.beganNanos()),
                micros(section.endedNanos() - section.beganNanos()),
                process,
                section.threadId(),
                args);
    }

    private static Event crossing(TracedCrossing crossing, String category, long process) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("rows", crossing.rows());
        args.put("bytesIn", crossing.bytesIn());
        args.put("bytesOut", crossing.bytesOut());
        args.put("status", crossing.status());
        return new Event(
                "X",
                crossing.function(),
                category,
                micros(crossing.beganNanos()),
                micros(crossing.nanos()),
                process,
                crossing.threadId(),
                args);
    }
}
