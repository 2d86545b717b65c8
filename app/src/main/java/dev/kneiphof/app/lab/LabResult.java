package dev.kneiphof.app.lab;

import dev.kneiphof.app.lab.measure.Environment;
import dev.kneiphof.app.lab.measure.ModeResult;
import java.util.List;
import java.util.Map;

/**
 * What came out of a run.
 *
 * @param operation what the nanoseconds are for
 * @param modes the first is the baseline
 * @param notes modes left out, and other things to know
 */
record LabResult(
        String experiment,
        Map<String, Long> parameters,
        String operation,
        Environment environment,
        List<ModeResult> modes,
        List<String> notes) {}
