package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.measure.ModeResult;
import dev.kneiphof.app.metrics.MeteringCost;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cost of counting, from the latest run of the experiment that turns it off and on in this server. */
@Component
final class MeasuredMetering implements MeteringCost.Source {

    private static final String EXPERIMENT = "metering";

    private final LabRuns runs;

    MeasuredMetering(LabRuns runs) {
        this.runs = runs;
    }

    @Override
    public @Nullable MeteringCost get() {
        LabResult result = runs.latest(EXPERIMENT, Map.of());
        return result == null ? null : cost(result);
    }

    private static MeteringCost cost(LabResult result) {
        ModeResult off = mode(result, "off");
        ModeResult on = mode(result, "on");
        return new MeteringCost(
                Math.max(0, on.nanos().median() - off.nanos().median()),
                off.nanos().median(),
                on.nanos().median(),
                on.ratio().median(),
                on.verdict() != ModeResult.Verdict.NOT_DISTINGUISHABLE,
                Math.min(off.nanos().n(), on.nanos().n()),
                result.environment().taken());
    }

    private static ModeResult mode(LabResult result, String id) {
        return result.modes().stream()
                .filter(mode -> mode.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the experiment has no mode " + id));
    }
}
