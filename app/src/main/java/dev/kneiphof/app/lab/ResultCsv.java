package dev.kneiphof.app.lab;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.kneiphof.app.lab.measure.Counts;
import dev.kneiphof.app.lab.measure.Environment;
import dev.kneiphof.app.lab.measure.ModeResult;
import dev.kneiphof.app.lab.measure.Summary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** A result as CSV: a line for each mode, which repeats what holds for all, so that lines of several results can be mixed. */
final class ResultCsv {

    private ResultCsv() {}

    static String of(LabResult result) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            writeHead(csv);
            result.modes().forEach(mode -> write(result, mode, csv));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void writeHead(CsvWriter csv) {
        csv.writeRecord(
                "experiment",
                "parameters",
                "mode",
                "kind",
                "operation",
                "samples",
                "min_ns",
                "median_ns",
                "spread_ns",
                "median_low_ns",
                "median_high_ns",
                "confidence",
                "ratio",
                "ratio_low",
                "ratio_high",
                "verdict",
                "operations",
                "calls",
                "rows",
                "bytes_in",
                "bytes_out",
                "bytes_viewed",
                "environment");
    }

    private static void write(LabResult result, ModeResult mode, CsvWriter csv) {
        Summary nanos = mode.nanos();
        Counts counts = mode.counts();
        csv.writeRecord(
                result.experiment(),
                result.parameters().entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining(" ")),
                mode.id(),
                mode.kind().name(),
                result.operation(),
                Integer.toString(nanos.n()),
                Double.toString(nanos.min()),
                Double.toString(nanos.median()),
                Double.toString(nanos.spread()),
                Double.toString(nanos.interval().low()),
                Double.toString(nanos.interval().high()),
                Double.toString(nanos.confidence()),
                Double.toString(mode.ratio().median()),
                Double.toString(mode.ratio().interval().low()),
                Double.toString(mode.ratio().interval().high()),
                mode.verdict().name(),
                Long.toString(counts.operations()),
                Long.toString(counts.calls()),
                Long.toString(counts.rows()),
                Long.toString(counts.bytesIn()),
                Long.toString(counts.bytesOut()),
                Long.toString(counts.bytesViewed()),
                line(result.environment()));
    }

    private static String line(Environment environment) {
        return "%s, %d processors, %s, %s, %s, library %s, huge pages %s, memory barrier by %s, load %.2f, %s"
                .formatted(
                        environment.cpu(),
                        environment.processors(),
                        environment.os(),
                        environment.jdk(),
                        environment.collectors(),
                        environment.library(),
                        environment.hugePages(),
                        environment.memoryBarrier(),
                        environment.load(),
                        environment.taken());
    }
}
