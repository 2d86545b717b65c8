package dev.kneiphof.app.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kneiphof.app.lab.trace.TraceSummary;
import dev.kneiphof.app.lab.trace.TraceSummary.FunctionSum;
import dev.kneiphof.app.lab.trace.TraceSummary.SectionSum;
import dev.kneiphof.app.lab.trace.Traced;
import dev.kneiphof.app.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trace as its resource shows it. The sums by section and function are of the crossings that were kept.
 *
 * @param state none, recording, done, failed
 * @param millis how long it may take
 * @param capacity how many crossings it keeps
 * @param crossings how many there were, kept or dropped
 * @param nanos how long it lasted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TraceView(
        String state,
        @Nullable String preset,
        long millis,
        int capacity,
        @Nullable Instant started,
        long crossings,
        long kept,
        long dropped,
        long nanos,
        List<SectionSum> sections,
        List<FunctionSum> functions,
        @Nullable Problem problem) {

    static final TraceView NONE = new TraceView("none", null, 0, 0, null, 0, 0, 0, 0, List.of(), List.of(), null);

    static TraceView of(TraceRun run) {
        // The state is read first: who sees the end sees what there was.
        String state = run.state().name().toLowerCase(Locale.ROOT);
        Traced traced = run.traced();
        TraceSummary summary = run.summary();
        long seen = run.seen();
        long kept = traced == null
                ? Math.min(seen, run.order().capacity())
                : traced.crossings().size();
        return new TraceView(
                state,
                run.order().preset(),
                run.order().time().toMillis(),
                run.order().capacity(),
                traced == null ? run.started() : traced.began(),
                seen,
                kept,
                seen - kept,
                traced == null ? 0 : traced.nanos(),
                summary == null ? List.of() : summary.sections(),
                summary == null ? List.of() : summary.functions(),
                run.problem());
    }
}
